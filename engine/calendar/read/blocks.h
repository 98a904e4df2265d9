#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calendar/event.h"
#include "model/time.h"
#include "rules/book/feed_words.h"

namespace connections::calendar {

/// What the words of an event say about who is there.
struct Occupancy {
  BlockReason block = BlockReason::kNone;  ///< kNone: a stay, or possibly one
  bool tentative = false;                  ///< "Provisoire - Nils"
  bool cancelled = false;                  ///< "Cancelled - Nils"
  std::optional<std::string> feed_name;
  std::optional<std::string> seeming_name;  ///< the whole text, if it reads like a name and nothing announces one
};

/// What an event is judged by. `has_code`: its link or description carries a reservation code.
struct OccupancySigns {
  std::string_view platform;
  std::string_view summary;
  std::string_view uid;
  Date check_in;
  Date check_out;
  bool has_code = false;
};

/// Tells blocks from stays by the feed's words. A phrase of a block counts where nothing before it looks like a name:
/// "Mary Buffer" is a guest, "Owner Mary" and "Buffer day" are not; "Blocked - Ann Example" is a stay of hers.
/// Booking.com writes "CLOSED - Not available" for guests and blocks alike, so there it is a possible stay. An event
/// with a reservation code is always a stay.
[[nodiscard]] Occupancy occupancy_of(const OccupancySigns& signs, const rules::FeedWords& words);

}  // namespace connections::calendar
