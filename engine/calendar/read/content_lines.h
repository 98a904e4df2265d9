#pragma once

#include <string>
#include <string_view>

namespace connections::calendar {

/// The lines of unfolded text that reading a feed needs, as libical gets them: components, and the properties that are
/// read, with the parameters VALUE and TZID only. Properties of which only the presence counts get a fixed value. A
/// value longer than kMaxLineBytes is cut, at a whole character. Linear in the bytes, however many parameters a line
/// has; libical is not.
[[nodiscard]] std::string needed_lines(std::string_view unfolded);

}  // namespace connections::calendar
