// take_back of booking_store.h: a name or count that a mail wrote leaves the booking, with its reason.
#include <fmt/format.h>

#include "store/sql/storable_text.h"
#include "store/tables/booking_row.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"

namespace connections::store {
namespace {

/// What the feed itself shows comes back; what a person typed stays.
constexpr const char* kTakeBack =
    "UPDATE bookings SET guest_name = CASE WHEN guest_name_source = 'mail' THEN feed_name ELSE guest_name END, "
    "guest_name_source = CASE WHEN guest_name_source <> 'mail' THEN guest_name_source WHEN feed_name IS NULL THEN "
    "'none' ELSE 'feed' END, "
    "guest_count = CASE WHEN guest_count_source = 'mail' THEN NULL ELSE guest_count END, "
    "guest_count_source = CASE WHEN guest_count_source = 'mail' THEN 'none' ELSE guest_count_source END, "
    "enriched_code = NULL, withdrawn = NULL, raw_data = raw_data || jsonb_build_object('enrichment_reason', $3::text), "
    "version = version + 1, updated_at = $4 WHERE id = $1 AND version = $2";

}  // namespace

Result<Booking> take_back(Transaction& app, const TakenBack& taken, Instant now) {
  const auto before = TRY(find_booking(app, taken.booking));
  const auto touched =
      TRY(execute(app, kTakeBack, {taken.booking, taken.expected_version, storable(taken.reason), now}));
  if (touched == 0)
    return fail(Errc::kConflict,
                fmt::format("booking {} is at version {} and was read at version {}", taken.booking.value,
                            before.version, taken.expected_version),
                {}, "read it again and decide again");
  Result<Booking> after = find_booking(app, taken.booking);
  if (!after) return after;
  TRY(append_change(app, {.id = {},
                          .booking = taken.booking,
                          .message = taken.message,
                          .source = ValueSource::kMail,
                          .enrichment_reason = taken.reason,
                          .before = enriched_values(before),
                          .after = enriched_values(*after),
                          .decision = taken.decision,
                          .changed_at = now,
                          .run = taken.run}));
  return after;
}

}  // namespace connections::store
