#pragma once

#include "store/feeds/feed_store.h"
#include "store/tables/booking_store.h"
#include "store/tables/extraction_json.h"
#include "store/tables/mail_archive.h"
#include "store/tables/review_store.h"
#include "unit/server/api_fixture.h"

namespace connections::server {

/// Stays of one property in June 2026, on the 20th of May.
struct BookingTest : ApiTest {
  FeedId feed = make_feed(workspace);
  ConnectionId mails = make_connection(workspace, "mails");

  FeedId make_feed(const WorkspaceId& where) {
    return must(database.with(
                    store::Role::kCalendar, where,
                    [&](store::Transaction& calendar) {
                      return store::create_feed(
                          calendar,
                          {.platform = "airbnb", .property = "Harbour Loft", .url = "/" + where.value + ".ics"}, now);
                    }))
        .id;
  }
  /// A stay of two nights; gives its id.
  std::string make_stay(const std::string& day, const std::string& uid, std::optional<std::string> name = {}) {
    Booking one;
    one.source_feed_id = feed;
    one.platform = "airbnb";
    one.property = "Harbour Loft";
    one.ical_uid = uid;
    one.check_in = *parse_iso_date(day);
    one.check_out = one.check_in + std::chrono::days{2};
    one.feed_summary = "Reserved";
    one.guest_name = std::move(name);
    must(database.with(store::Role::kCalendar, workspace,
                       [&](store::Transaction& calendar) { return store::upsert_booking(calendar, one, now); }));
    for (const Booking& kept : must(app(workspace, [](store::Transaction& app) { return store::list_bookings(app); })))
      if (kept.ical_uid == uid) return kept.id.value;
    return {};
  }
  /// An item whose mail names a guest and could be about the stay; gives its id.
  std::string make_review(const std::string& stay) {
    return must(app(workspace,
                    [&](store::Transaction& app) -> Result<ReviewId> {
                      const auto mail = store::append_mail(app, mails,
                                                           {.gmail_message_id = "m-" + stay,
                                                            .thread_id = {},
                                                            .received_at = now,
                                                            .raw = "x",
                                                            .from_address = {},
                                                            .subject = {},
                                                            .raw_metadata = nlohmann::json::object()},
                                                           now);
                      Extraction facts;
                      Fact guest;
                      guest.field = Field::kGuestName;
                      guest.value = std::string("Ada Example");
                      facts.facts.push_back(guest);
                      return store::file_review(
                          app,
                          {.message = mail->id,
                           .connection = mails,
                           .reasons = json::array({{{"code", "ambiguous_dates"}, {"message", "two stays fit"}}}),
                           .candidates = json::array({{{"booking", stay}, {"score", 1.0}, {"veto", ""}}}),
                           .facts = store::to_json(facts),
                           .guest_name = "Ada Example",
                           .check_in = {},
                           .check_out = {},
                           .code = {}},
                          now);
                    }))
        .value;
  }
  Answer decide(const std::string& review, const std::string& body, const std::string& tag) {
    More headers;
    if (!tag.empty()) headers.emplace("If-Match", tag);
    return ask("PUT", "/api/cohost/review-items/" + review + "/decision", operator_key, body, std::move(headers));
  }
};

}  // namespace connections::server
