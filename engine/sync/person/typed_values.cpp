#include "sync/person/typed_values.h"

#include "store/tables/booking_store.h"

namespace connections::sync {

Result<Booking> type_values(store::Transaction& app, const Booking& booking, const TypedValues& values, Instant now) {
  return store::apply_update(app,
                             {.booking = booking.id,
                              .expected_version = booking.version,
                              .guest_name = values.guest_name,
                              .guest_count = values.guest_count,
                              .enriched_code = {},
                              .source = ValueSource::kPerson,
                              .enrichment_reason = "Typed by a person",
                              .message = {},
                              .decision = {}},
                             now);
}

}  // namespace connections::sync
