#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The little of Unicode that names and labels need. Simple case mapping of Latin, Greek and Cyrillic;
/// other scripts have no case or map to themselves.
namespace connections::unicode {

/// Reads the code point at `at` and moves past it. A byte that is not UTF-8 gives U+FFFD and moves by one.
[[nodiscard]] char32_t take(std::string_view text, std::size_t& at) noexcept;
void append(std::string& out, char32_t c);

[[nodiscard]] char32_t to_lower(char32_t c) noexcept;
[[nodiscard]] bool is_upper(char32_t c) noexcept;
/// White space of any width: ASCII, NBSP, U+2000–200A, U+202F, U+205F, U+3000.
[[nodiscard]] bool is_space(char32_t c) noexcept;

/// Whether the text has letters with case and every one of them is a capital ("JANET", not "张伟").
[[nodiscard]] bool is_all_capitals(std::string_view text) noexcept;
[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;

}  // namespace connections::unicode
