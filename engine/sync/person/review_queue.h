#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/booking.h"
#include "store/sql/transaction.h"
#include "store/tables/review_store.h"

namespace connections::sync {

/// One way to give stays to the mails of an ambiguous group.
struct Arrangement {
  std::vector<std::pair<MessageId, BookingId>> pairs;  ///< mails without a stay are left out
  double bits = 0;                                     ///< sum of what speaks for its pairs
};

/// Items that one answer settles, as one entry of the queue.
struct QueueEntry {
  enum class Kind : std::uint8_t {
    kItem,        ///< one mail
    kJoint,       ///< mails that compete for the same stays: `arrangements`
    kListing,     ///< mails that wait to know which property one listing is
    kPast,        ///< mails about stays that are over
    kNoCalendar,  ///< mails of a platform that no calendar was imported of
  };
  Kind kind = Kind::kItem;
  std::string key;  ///< stable while the group is the same: "past_stay", "listing:vrbo:7700101"; the item's id
  std::vector<store::ReviewItem> items;     ///< by creation; never empty
  std::vector<Arrangement> arrangements;    ///< best first, at most kShownArrangements
  std::map<std::string, std::size_t> fits;  ///< kListing: property → mails that a free stay of it would fit
};
[[nodiscard]] std::string_view name(QueueEntry::Kind kind) noexcept;  ///< "item", "joint", "listing", "past", …

inline constexpr std::size_t kShownArrangements = 4;
/// Arrangements of larger groups are not listed: nobody reads them, and there are too many.
inline constexpr std::size_t kMostArranged = 6;

/// What waits for a person. `bookings`: those that the items' candidates name.
struct ReviewQueue {
  std::vector<QueueEntry> entries;  ///< by the creation of their first item
  std::map<BookingId, Booking> bookings;
};

/// Groups items: past stays, then mails without any calendar, then listings (two mails or more), then mails that share
/// a stay which fits both by days or code. Pure.
[[nodiscard]] std::vector<QueueEntry> group_reviews(std::vector<store::ReviewItem> items,
                                                    const std::map<BookingId, Booking>& bookings);

/// The same entries with every item alone.
[[nodiscard]] std::vector<QueueEntry> one_by_one(std::vector<QueueEntry> entries);

/// The open items that fit the filter, grouped. Errors: those of the store.
[[nodiscard]] Result<ReviewQueue> read_review_queue(store::Transaction& app, store::ReviewFilter filter);

}  // namespace connections::sync
