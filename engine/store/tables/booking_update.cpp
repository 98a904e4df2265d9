// apply_update of booking_store.h: the one place where mail, or a person, changes a booking.
#include <fmt/format.h>

#include "store/sql/storable_text.h"
#include "store/tables/booking_row.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"

namespace connections::store {
namespace {

/// A mail never replaces what a person typed; the statement holds that, not only the matcher.
constexpr const char* kUpdate =
    "UPDATE bookings SET "
    "guest_name = CASE WHEN $3::text IS NULL OR (guest_name_source = 'person' AND $6 <> 'person') THEN guest_name ELSE "
    "$3 END, "
    "guest_name_source = CASE WHEN $3::text IS NULL OR guest_name_source = 'person' THEN guest_name_source ELSE $6 "
    "END, "
    "guest_count = CASE WHEN $4::int IS NULL OR (guest_count_source = 'person' AND $6 <> 'person') THEN guest_count "
    "ELSE $4 END, "
    "guest_count_source = CASE WHEN $4::int IS NULL OR guest_count_source = 'person' THEN guest_count_source ELSE $6 "
    "END, "
    "enriched_code = coalesce($5, enriched_code), question = '', withdrawn = NULL, "
    "raw_data = raw_data || jsonb_build_object('enrichment_reason', $7::text), "
    "version = version + 1, updated_at = $8 WHERE id = $1 AND version = $2";

Param mended(const std::optional<std::string>& text) {
  if (!text) return text;
  return storable(*text);
}

std::unexpected<Error> changed_meanwhile(const BookingUpdate& update, const Booking& now) {
  return fail(Errc::kConflict,
              fmt::format("booking {} is at version {} and was read at version {}", update.booking.value, now.version,
                          update.expected_version),
              {}, "read it again and decide again");
}

}  // namespace

nlohmann::json enriched_values(const Booking& booking) {
  nlohmann::json out{{"guest_name", nullptr}, {"guest_count", nullptr}, {"enriched_code", nullptr}};
  if (booking.guest_name) out["guest_name"] = *booking.guest_name;
  if (booking.guest_count) out["guest_count"] = *booking.guest_count;
  if (booking.enriched_code) out["enriched_code"] = *booking.enriched_code;
  return out;
}

Result<Booking> apply_update(Transaction& app, const BookingUpdate& update, Instant now) {
  if (update.source != ValueSource::kMail && update.source != ValueSource::kPerson)
    return fail(Errc::kInvalidArgument, "a booking is updated by a mail or by a person");
  const auto before = TRY(find_booking(app, update.booking));
  const auto touched =
      TRY(execute(app, kUpdate,
                  {update.booking, update.expected_version, mended(update.guest_name), update.guest_count,
                   mended(update.enriched_code), name(update.source), storable(update.enrichment_reason), now}));
  if (touched == 0) return changed_meanwhile(update, before);

  Result<Booking> after = find_booking(app, update.booking);
  if (!after) return after;
  TRY(append_change(app, {.id = {},
                          .booking = update.booking,
                          .message = update.message,
                          .source = update.source,
                          .enrichment_reason = update.enrichment_reason,
                          .before = enriched_values(before),
                          .after = enriched_values(*after),
                          .decision = update.decision,
                          .changed_at = now,
                          .run = update.run}));
  return after;
}

}  // namespace connections::store
