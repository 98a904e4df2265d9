// Every public JSON shape has one golden file: what the command line prints and the HTTP API answers.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/golden.h"
#include "view/booking_view.h"
#include "view/connection_view.h"
#include "view/error_view.h"
#include "view/health_view.h"
#include "view/json_text.h"
#include "view/review_view.h"
#include "view/run_view.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;

Instant at(const char* text) { return *parse_rfc3339(text); }

testing::AssertionResult is_golden(const char* name, const ordered_json& document) {
  return test::matches_golden(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "tests/unit/view/golden" / name,
                              to_text(document));
}

Booking booking() {
  Booking one;
  one.id = {"11111111-1111-4111-8111-111111111111"};
  one.platform = "airbnb";
  one.property = "Harbour Loft";
  one.check_in = *parse_iso_date("2026-07-01");
  one.check_out = *parse_iso_date("2026-07-04");
  one.feed_summary = "Reserved";
  return one;
}

store::Connection connection() {
  store::Connection one;
  one.id = {"22222222-2222-4222-8222-222222222222"};
  one.platform = "vrbo";
  one.name = "Vrbo";
  one.reservation_label = "Stays/Vrbo";
  one.gmail_status = store::GmailStatus::kError;
  one.gmail_error = "invalid_grant: access ended";
  one.gmail_address = "host@mail.example";
  one.error_since = at("2026-06-02T08:00:00Z");
  one.last_synced_at = at("2026-06-01T08:00:00Z");
  return one;
}

TEST(ViewJson, Booking) {
  BookingView enriched{booking(), "Code Match", 0.987};
  enriched.booking.code = "HMABCDEFGH";
  enriched.booking.guest_name = "Ada Example";
  enriched.booking.guest_count = 3;
  EXPECT_TRUE(is_golden("bookings.json", bookings_json({{booking(), "", 0.0}, enriched})));
}

TEST(ViewJson, Review) {
  store::ReviewItem item;
  item.id = {"33333333-3333-4333-8333-333333333333"};
  item.message = {"44444444-4444-4444-8444-444444444444"};
  item.connection = connection().id;
  item.guest_name = "Ada Example";
  item.check_in = *parse_iso_date("2026-07-01");
  item.reasons = ordered_json::parse(R"([{"code": "two_candidates", "message": "two bookings fit"}])");
  item.candidates = ordered_json::array();
  item.created_at = at("2026-06-01T08:00:00Z");
  EXPECT_TRUE(is_golden("reviews.json", reviews_json({item})));
}

TEST(ViewJson, Connection) { EXPECT_TRUE(is_golden("connections.json", connections_json({connection()}))); }

TEST(ViewJson, Health) {
  sync::ConnectionHealth health;
  health.connection = connection();
  health.last_run = store::SyncRun{};
  health.last_run->status = store::RunStatus::kFailed;
  health.last_run->started_at = at("2026-06-02T08:00:00Z");
  health.last_run->error = "invalid_grant";
  health.unfetched.push_back({.gmail_message_id = "18c",
                              .error = "HTTP 500",
                              .attempts = 2,
                              .first_failed_at = at("2026-06-01T08:00:00Z"),
                              .last_failed_at = at("2026-06-02T08:00:00Z"),
                              .gone_at = {}});
  health.pending = 4;
  health.waiting = 5;
  health.quarantined = 1;
  EXPECT_TRUE(is_golden("health.json", healths_json({health})));
}

TEST(ViewJson, Run) {
  sync::SyncStats stats;
  stats.emails_scanned = 7;
  stats.bookings_enriched = 2;
  const Error error{Errc::kLabelNotFound, "label 'Stays/Vrbo' not found", "host@mail.example", "check the name"};
  EXPECT_TRUE(is_golden("runs.json", runs_json({{connection(), stats}, {connection(), std::unexpected(error)}})));
}

TEST(ViewJson, Error) {
  EXPECT_TRUE(is_golden("error.json", to_json(Error{Errc::kFeedInvalid, "no events", "feed.example", "try later"})));
}

TEST(JsonText, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(to_line({{"path", "/tmp/\xff.so"}}), "{\"path\":\"/tmp/\xef\xbf\xbd.so\"}\n");
  EXPECT_EQ(to_text({{"path", "\xff"}}), "{\n  \"path\": \"\xef\xbf\xbd\"\n}\n");
}

}  // namespace
}  // namespace connections::view
