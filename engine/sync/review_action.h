#pragma once

#include <optional>
#include <string>

#include "model/booking.h"
#include "store/sql/transaction.h"
#include "store/tables/review_store.h"

namespace connections::sync {

/// A person says which stay an item's mail is about: writes its guest and party into the booking, teaches which
/// property its listing is, and closes the item, in the caller's transaction. Without `booking` the item must have
/// exactly one candidate that nothing speaks against. Errors: kInvalidArgument (no guest was read; none or several
/// candidates), kConflict (the item is closed; a person typed another name; the booking changed meanwhile), kNotFound.
[[nodiscard]] Result<Booking> accept_review(store::Transaction& app, const ReviewId& id,
                                            const std::optional<BookingId>& booking, Instant now);

/// Takes a change back: the booking gets the values it had before, and the mail behind the change is not decided by the
/// program again. Errors: kConflict if the booking has been changed since (a later change must be undone first; what a
/// person wrote later stays), kNotFound.
[[nodiscard]] Result<Booking> undo_change(store::Transaction& app, const std::string& change, Instant now);

}  // namespace connections::sync
