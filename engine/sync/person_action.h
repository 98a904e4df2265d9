#pragma once

#include <optional>
#include <string>

#include "model/booking.h"
#include "store/sql/transaction.h"
#include "store/tables/listing_store.h"

/// What a person types, in the caller's transaction.
namespace connections::sync {

/// Values that no mail ever replaces.
struct TypedValues {
  std::optional<std::string> guest_name;  ///< absent keeps what is there
  std::optional<int> guest_count;
};
/// Writes them into the booking as it was read. Errors: kConflict if it changed since, kNotFound.
[[nodiscard]] Result<Booking> type_values(store::Transaction& app, const Booking& booking, const TypedValues& values,
                                          Instant now);

/// Says which property of the feeds a listing is; `platform` empty: the one whose mails name it. The next sync decides
/// its mails again. Errors: kNotFound (no feed has the property), kInvalidArgument (none or several platforms).
[[nodiscard]] Result<store::ListingLink> link_listing(store::Transaction& app, const std::string& listing,
                                                      const std::string& property, const std::string& platform,
                                                      Instant now);
/// Removes the links of a listing, to one property or (empty) to all; gives how many. kNotFound if there is none.
[[nodiscard]] Result<std::size_t> unlink_listing(store::Transaction& app, const std::string& listing,
                                                 const std::string& property);

}  // namespace connections::sync
