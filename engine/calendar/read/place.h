#pragma once

#include <string>
#include <string_view>

namespace connections::calendar {

/// What a feed says of its place beside its guests. Empty: it does not.
struct PlaceNames {
  std::string property;  ///< as the host calls it
  std::string calendar;  ///< X-WR-CALNAME
  std::string location;  ///< of the event
};

/// Whether a text where a guest's name could stand is the place itself: "Mill Cottage" in "Reserved - Mill Cottage".
/// It is, if it has the words of one of these names, or two of them or more and nothing else, or them and more.
[[nodiscard]] bool is_place(std::string_view text, const PlaceNames& places);

}  // namespace connections::calendar
