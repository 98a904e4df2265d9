#pragma once

#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace connections::mail {

/// Stretches of a normalised body that quote an earlier mail: lines that start with '>', and everything behind
/// "On … wrote:" where the quoted lines follow. Sorted; from `begin` on.
[[nodiscard]] std::vector<Segment> find_quoted(std::string_view body, std::size_t begin);

}  // namespace connections::mail
