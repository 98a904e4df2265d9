// withdraw_values, restore_values and set_twin of booking_store.h: what a refresh of a feed does to a booking beyond
// the feed's own columns.
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

Result<void> set_twin(Transaction& calendar, const BookingId& id, const std::optional<BookingId>& twin_of) {
  return execute_one(calendar, "UPDATE bookings SET twin_of = $2 WHERE id = $1", {id, twin_of}, missing(id));
}

}  // namespace connections::store
