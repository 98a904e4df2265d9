// withdraw_values, restore_values, questions and twins of booking_store.h: what a refresh of a feed does
// to a booking beyond the feed's own columns.
#include <fmt/format.h>

#include "store/sql/storable_text.h"
#include "store/tables/booking_row.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"

namespace connections::store {
namespace {

constexpr const char* kWithdraw =
    "UPDATE bookings SET withdrawn = jsonb_build_object('guest_name', guest_name, 'guest_name_source', "
    "guest_name_source, 'guest_count', guest_count, 'guest_count_source', guest_count_source, 'enriched_code', "
    "enriched_code, 'reason', $2::text), guest_name = NULL, guest_name_source = 'none', guest_count = NULL, "
    "guest_count_source = 'none', enriched_code = NULL, question = $3, version = version + 1, updated_at = $4 "
    "WHERE id = $1";

constexpr const char* kRestore =
    "UPDATE bookings SET guest_name = withdrawn->>'guest_name', guest_name_source = withdrawn->>'guest_name_source', "
    "guest_count = (withdrawn->>'guest_count')::int, guest_count_source = withdrawn->>'guest_count_source', "
    "enriched_code = withdrawn->>'enriched_code', withdrawn = NULL, question = '', version = version + 1, "
    "updated_at = $2 WHERE id = $1 AND withdrawn IS NOT NULL";

/// A stay that shares its days with another one of its feed has no twin: nothing tells which of the two it would be.
constexpr const char* kFindTwins =
    "WITH stays AS (SELECT id, source_feed_id, platform, check_in, check_out, code, first_seen, "
    "count(*) OVER (PARTITION BY source_feed_id, check_in, check_out) AS rivals FROM bookings "
    "WHERE lower(property) = lower($1) AND NOT block AND state <> 'cancelled'), "
    "found AS (SELECT DISTINCT ON (b.id) b.id, o.id AS twin FROM stays b JOIN stays o ON "
    "(o.check_in, o.check_out) = (b.check_in, b.check_out) AND o.source_feed_id <> b.source_feed_id AND "
    "(o.first_seen, o.id) < (b.first_seen, b.id) AND o.rivals = 1 AND b.rivals = 1 AND "
    "(o.code = b.code OR (o.platform = 'pms') <> (b.platform = 'pms') AND (o.code = b.code) IS NOT FALSE) "
    "ORDER BY b.id, o.first_seen, o.id) "
    "UPDATE bookings AS b SET twin_of = wanted.twin FROM (SELECT one.id, found.twin FROM bookings one LEFT JOIN found "
    "USING (id) WHERE lower(one.property) = lower($1)) AS wanted "
    "WHERE b.id = wanted.id AND b.twin_of IS DISTINCT FROM wanted.twin";

std::string missing(const BookingId& id) { return fmt::format("no booking {} in this workspace", id.value); }

Result<void> record(Transaction& calendar, const Booking& before, const std::string& reason,
                    const nlohmann::json& decision, Instant now) {
  const auto after = TRY(find_booking(calendar, before.id));
  return append_change(calendar, {.id = {},
                                  .booking = before.id,
                                  .message = {},
                                  .source = ValueSource::kFeed,
                                  .enrichment_reason = reason,
                                  .before = enriched_values(before),
                                  .after = enriched_values(after),
                                  .decision = decision,
                                  .changed_at = now});
}

}  // namespace

Result<void> withdraw_values(Transaction& calendar, const BookingId& id, const std::string& reason,
                             const std::string& question, const nlohmann::json& decision, Instant now) {
  const auto before = TRY(find_booking(calendar, id));
  if (!before.guest_name && !before.guest_count && !before.enriched_code) return {};
  TRY(execute_one(calendar, kWithdraw, {id, storable(reason), storable(question), now}, missing(id)));
  return record(calendar, before, reason, decision, now);
}

Result<void> restore_values(Transaction& calendar, const BookingId& id, const std::string& reason,
                            const nlohmann::json& decision, Instant now) {
  const auto before = TRY(find_booking(calendar, id));
  if (!before.withdrawn) return {};
  TRY(execute_one(calendar, kRestore, {id, now}, missing(id)));
  return record(calendar, before, reason, decision, now);
}

Result<void> ask_about_booking(Transaction& calendar, const FeedId& feed, const std::string& ical_uid,
                               const std::string& question, const nlohmann::json& decision, Instant now) {
  const auto id = TRY(query_one(
      calendar,
      "UPDATE bookings SET question = $3, version = version + 1, updated_at = $4 WHERE "
      "source_feed_id = $1 AND ical_uid = $2 RETURNING id",
      {feed, storable(ical_uid), storable(question), now}, [](const Row& row) { return row.id<BookingId>("id"); },
      "no booking of this event"));
  const auto asked = TRY(find_booking(calendar, id));
  return record(calendar, asked, question, decision, now);
}

Result<void> withdraw_question(Transaction& calendar, const BookingId& id, Instant now) {
  return execute_one(calendar,
                     "UPDATE bookings SET question = '', version = version + 1, updated_at = $2 WHERE id = $1",
                     {id, now}, missing(id));
}

Result<bool> was_asked(Transaction& any, const BookingId& id, const std::string& question) {
  const auto found = TRY(query_first(
      any, "SELECT 1 AS asked FROM booking_changes WHERE booking_id = $1 AND enrichment_reason = $2 LIMIT 1",
      {id, storable(question)}, [](const Row&) { return true; }));
  return found.has_value();
}

Result<void> find_twins(Transaction& calendar, const std::string& property) {
  TRY(execute(calendar, kFindTwins, {storable(property)}));
  return {};
}

}  // namespace connections::store
