#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace connections::rules {

/// Where a text that YAML refuses is probably wrong, in words that help to mend it.
struct YamlSyntaxError {
  int line = 1, column = 1;  ///< 1-based, bytes
  std::size_t length = 1;
  std::string message;
  std::string suggestion = {};
};

/// A parser names the place where it gave up, often lines after the mistake. This looks for the mistakes that rule
/// files are full of: a tab or a wrong indentation, an unquoted `{{`, a missing quote, typographic quotes, an unquoted
/// text with ": ". `line` and `column` (1-based) and `parser_message` are the parser's own; they are given back where
/// nothing better is known. Pure.
[[nodiscard]] YamlSyntaxError explain_yaml_error(std::string_view text, int line, int column,
                                                 std::string_view parser_message);

/// A quoted text that is not closed before the end of the file, which yaml-cpp accepts. Pure.
[[nodiscard]] std::optional<YamlSyntaxError> find_open_quote(std::string_view text);

/// A text that begins with “, ”, „, ‘ or ’: to YAML such quotes are letters.
[[nodiscard]] bool begins_with_typographic_quote(std::string_view text) noexcept;

}  // namespace connections::rules
