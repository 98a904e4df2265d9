#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/booking.h"
#include "store/sql/transaction.h"
#include "store/tables/review_store.h"

/// What a person decides about review items, in the caller's transaction. Decide everything again afterwards
/// (act_and_solve in solve_workspace.h): other mails may follow from it.
namespace connections::sync {

/// Which stay an item's mail is about: writes its guest and party into the booking, teaches which property its listing
/// is, and closes the item. Without `booking` the item must have exactly one candidate that nothing speaks against.
/// Of a cancellation: vouches for its sender, so that deciding again takes the guest off the stay; no booking is given.
/// Errors: kInvalidArgument (no guest was read; none or several candidates; a block, or a stay that left), kConflict
/// (the item is closed; a person typed another name; the booking changed meanwhile), kNotFound.
[[nodiscard]] Result<std::optional<Booking>> accept_review(store::Transaction& app, const ReviewId& id,
                                                           const std::optional<BookingId>& booking, Instant now);

/// The mail is not about `booking`, or about none of the stays shown: they are never proposed for it again. The item
/// closes, and opens again if another stay could be meant. Errors: kConflict (the item is closed), kNotFound.
[[nodiscard]] Result<void> reject_review(store::Transaction& app, const ReviewId& id,
                                         const std::optional<BookingId>& booking, Instant now);

enum class ReviewAction : std::uint8_t { kAccept, kReject, kDismiss };

/// What came of many items.
struct ReviewsActed {
  std::vector<store::ReviewItem> done;
  std::vector<std::pair<store::ReviewItem, std::string>> left;  ///< and why: "2 stays could be meant"
};
/// Does the same to every open item that fits the filter (its status does not count). Those for which it cannot be done
/// are left as they are. Without `write` it only says what it would do. Errors: those of the store.
[[nodiscard]] Result<ReviewsActed> act_on_reviews(store::Transaction& app, const store::ReviewFilter& filter,
                                                  ReviewAction action, bool write, Instant now);

}  // namespace connections::sync
