#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace connections::rules {

/// White space folded, ends trimmed, and the '*' of a mail program's bold taken off.
[[nodiscard]] std::string tidy_text(std::string_view text);

/// The text, tidied, if it can be a person's name in any script: some letters, no digits, links, brackets or
/// sentences, few enough words. A wrong name is the one error nobody forgives: in doubt nothing.
[[nodiscard]] std::optional<std::string> read_name(std::string_view text);

/// Whether `shorter` holds the first words of `longer`: "Ada" of "Ada Example Byron". Folded comparison.
[[nodiscard]] bool is_start_of_name(std::string_view shorter, std::string_view longer);

}  // namespace connections::rules
