#pragma once

#include <cstddef>
#include <string_view>

#include "model/error.h"

namespace connections::calendar {

/// What the BEGIN and END lines of a feed say before libical is asked.
struct Envelope {
  std::size_t events = 0;  ///< VEVENT
  std::size_t others = 0;  ///< VTODO, VJOURNAL, VFREEBUSY
};

/// Checks unfolded text: one or more whole VCALENDARs and nothing deeper than calendars ever nest, so that
/// a feed cut off on its way is never taken for one whose stays are gone. Errors: kFeedInvalid, kLimitExceeded.
[[nodiscard]] Result<Envelope> check_envelope(std::string_view unfolded);

}  // namespace connections::calendar
