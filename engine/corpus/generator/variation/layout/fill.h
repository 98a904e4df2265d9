#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace connections::corpus {

/// The values of a pattern's placeholders by name: {"guest", "Ada Example"}.
using Values = std::map<std::string, std::string, std::less<>>;

/// The pattern with every {name} replaced; a name that has no value is left as it stands, which a test would show.
[[nodiscard]] std::string fill(std::string_view pattern, const Values& values);

/// The text with every occurrence of `from` replaced.
[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);

/// How many characters a text has, for columns; a wide one counts once.
[[nodiscard]] std::size_t characters(std::string_view text);

}  // namespace connections::corpus
