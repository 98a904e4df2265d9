#include "store/feeds/former_stay_store.h"

#include "store/sql/query.h"

namespace connections::store {
namespace {

std::optional<BookingId> maybe_booking(std::optional<std::string> id) {
  if (!id) return std::nullopt;
  return BookingId{*std::move(id)};
}

}  // namespace

Result<void> note_former_stay(Transaction& calendar, const Booking& before, Instant now) {
  TRY(execute(calendar,
              "INSERT INTO former_stays (workspace_id, feed_id, booking_id, check_in, check_out, left_at) VALUES "
              "(current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5)",
              {before.source_feed_id, before.id, before.check_in, before.check_out, now}));
  return {};
}

Result<void> detach_former_stays(Transaction& calendar, const BookingId& booking) {
  TRY(execute(calendar, "UPDATE former_stays SET booking_id = NULL WHERE booking_id = $1", {booking}));
  return {};
}

Result<std::vector<FormerStay>> former_stays_between(Transaction& any, const std::optional<Date>& from,
                                                     const std::optional<Date>& to) {
  return query_all(any,
                   "SELECT feed_id, booking_id, check_in, check_out, left_at FROM former_stays WHERE check_in BETWEEN "
                   "$1 AND $2 ORDER BY check_in, check_out, feed_id, left_at",
                   {from, to}, [](const Row& row) {
                     return FormerStay{.feed = row.id<FeedId>("feed_id"),
                                       .booking = maybe_booking(row.maybe_text("booking_id")),
                                       .check_in = row.date("check_in"),
                                       .check_out = row.date("check_out"),
                                       .left_at = row.instant("left_at")};
                   });
}

}  // namespace connections::store
