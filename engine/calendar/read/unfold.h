#pragma once

#include <string>
#include <string_view>

namespace connections::calendar {

/// One content line a line, ended by LF, without byte-order mark: folds (a line break before a space or tab)
/// are joined, CR LF and lone CR become LF. Done here and not by libical, so that what the envelope check
/// counts is exactly what libical then reads.
[[nodiscard]] std::string unfold(std::string_view ics);

}  // namespace connections::calendar
