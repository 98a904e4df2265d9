#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/event.h"
#include "rules/book/feed_words.h"
#include "store/feeds/feed_store.h"
#include "store/sql/database.h"

namespace connections::sync {

/// A stay that an import brought, changed or took away.
struct StayChange {
  std::string change;                     ///< "new", "changed", "gone"
  std::optional<std::string> guest_name;  ///< that the booking had
  Date check_in;
  Date check_out;
};

/// What one import of a feed did to its bookings.
struct CalendarChange {
  std::size_t inserted = 0, updated = 0, unchanged = 0, cancelled = 0;
  std::vector<std::string> questions;            ///< for a person: events that may or may not be a stay that is known
  std::vector<calendar::Skipped> skipped;        ///< events that could not be used, with their reasons
  std::vector<StayChange> stays;                 ///< the first kMostStays of them
  bool not_modified = false;                     ///< the server says that nothing changed since the last look
  static constexpr std::size_t kMostStays = 20;  ///< a person reads no more
};

/// Lays a feed's text over the bookings of that feed, in one transaction as the calendar role: the only place where
/// bookings come into being. A feed that is empty or broken changes nothing and says so (kFeedInvalid), and the
/// feed's row keeps the error.
[[nodiscard]] Result<CalendarChange> import_feed(store::Database& database, const WorkspaceId& workspace,
                                                 const store::Feed& feed, std::string_view ics,
                                                 const rules::FeedWords& words, Instant now);

}  // namespace connections::sync
