#include "model/unicode.h"

#include <utf8proc.h>

namespace connections::unicode {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

utf8proc_int32_t code_point(char32_t c) noexcept { return static_cast<utf8proc_int32_t>(c); }

utf8proc_category_t category(char32_t c) noexcept { return utf8proc_category(code_point(c)); }

}  // namespace

char32_t take(std::string_view text, std::size_t& at) noexcept {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return ++at, first;
  utf8proc_int32_t c = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &c);
  at += length > 0 ? static_cast<std::size_t>(length) : 1;
  return length > 0 ? static_cast<char32_t>(c) : kReplacement;
}

void append(std::string& out, char32_t c) {
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(code_point(c), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

char32_t to_lower(char32_t c) noexcept {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(utf8proc_tolower(code_point(c)));
}

char32_t fold_case(char32_t c) noexcept {
  if (c < 0x80) return to_lower(c);
  return static_cast<char32_t>(utf8proc_tolower(utf8proc_toupper(code_point(c))));
}

bool is_upper(char32_t c) noexcept { return to_lower(c) != c; }

bool is_space(char32_t c) noexcept {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  if (c == 0x85) return true;  // "next line", a control character
  const auto kind = category(c);
  return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL || kind == UTF8PROC_CATEGORY_ZP;
}

char32_t without_marks(char32_t c) noexcept {
  constexpr char32_t kFirstMark = 0x300;
  constexpr char32_t kAfterGreek = 0x400;
  constexpr std::size_t kMost = 8;  // the longest decomposition of a letter with marks has four code points
  if (c < 0xC0) return c;
  utf8proc_int32_t parts[kMost];
  int last_class = 0;
  const auto count = utf8proc_decompose_char(code_point(c), parts, kMost, UTF8PROC_DECOMPOSE, &last_class);
  const bool marked = count > 1 && static_cast<char32_t>(parts[1]) >= kFirstMark;
  const auto base = static_cast<char32_t>(parts[0]);
  return marked && base < kAfterGreek ? base : c;
}

std::size_t width(char32_t c) noexcept {
  const int columns = utf8proc_charwidth(code_point(c));
  return columns > 0 ? static_cast<std::size_t>(columns) : 0;
}

bool is_all_capitals(std::string_view text) noexcept {
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = take(text, at);
    if (category(c) == UTF8PROC_CATEGORY_LL) return false;
    any = any || is_upper(c);
  }
  return any;
}

bool is_valid_utf8(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (take(text, at) != kReplacement) continue;
    if (text.substr(start, 3) != "\xEF\xBF\xBD") return false;
  }
  return true;
}

}  // namespace connections::unicode
