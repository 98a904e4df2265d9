#pragma once

#include <string_view>

#include "mail/limits.h"
#include "model/error.h"

namespace connections::mail {

/// Bounds what a MIME library will have to do, before it sees a byte. Libraries parse nested groups, comments and
/// multiparts by recursion and keep each part in memory; this scan is one pass, without recursion or allocation, and
/// counts more rather than less where a body only looks like a header.
///
/// Errors: kLimitExceeded (the message names the limit), kMailUnreadable (a NUL among the headers).
[[nodiscard]] Result<void> check_mime_bounds(std::string_view raw, const Limits& limits);

}  // namespace connections::mail
