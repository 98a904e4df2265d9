#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The little of Unicode that names, labels and tables need, by utf8proc's tables. Case mapping is the simple one, a
/// code point to a code point.
namespace connections::unicode {

/// Reads the code point at `at` and moves past it. A byte that is not UTF-8 gives U+FFFD and moves by one.
[[nodiscard]] char32_t take(std::string_view text, std::size_t& at) noexcept;
void append(std::string& out, char32_t c);

[[nodiscard]] char32_t to_lower(char32_t c) noexcept;
/// The same for all characters that differ in case only, final sigma and long s included.
[[nodiscard]] char32_t fold_case(char32_t c) noexcept;
[[nodiscard]] bool is_upper(char32_t c) noexcept;
/// White space of any width, line ends included.
[[nodiscard]] bool is_space(char32_t c) noexcept;
/// A Latin or Greek letter without its accents ("é" is "e"). Others stay: in other scripts marks tell letters apart.
[[nodiscard]] char32_t without_marks(char32_t c) noexcept;
/// Columns in a terminal: 0 (control and combining characters), 1 or 2.
[[nodiscard]] std::size_t width(char32_t c) noexcept;

/// Whether the text has letters with case and every one of them is a capital ("JANET", not "张伟").
[[nodiscard]] bool is_all_capitals(std::string_view text) noexcept;
[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;

}  // namespace connections::unicode
