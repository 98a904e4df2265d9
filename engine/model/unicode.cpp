#include "model/unicode.h"

namespace connections::unicode {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kLast = 0x10FFFF;

struct Lead {
  int more;        ///< continuation bytes that follow
  char32_t bits;   ///< payload of the first byte
  char32_t least;  ///< smallest code point this length may encode
};

constexpr Lead lead_of(unsigned char byte) noexcept {
  if (byte < 0x80) return {0, byte, 0};
  if ((byte & 0xE0) == 0xC0) return {1, byte & 0x1Fu, 0x80};
  if ((byte & 0xF0) == 0xE0) return {2, byte & 0x0Fu, 0x800};
  if ((byte & 0xF8) == 0xF0) return {3, byte & 0x07u, 0x10000};
  return {-1, 0, 0};
}

/// In these ranges capitals stand on even code points and their small letters right behind them.
constexpr bool alternates_from_even(char32_t c) noexcept {
  return (c >= 0x100 && c <= 0x137 && c != 0x130 && c != 0x131) || (c >= 0x14A && c <= 0x177) ||
         (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF) || (c >= 0x460 && c <= 0x481) ||
         (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F) || (c >= 0x218 && c <= 0x21B);
}
constexpr bool alternates_from_odd(char32_t c) noexcept {
  return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
}

}  // namespace

char32_t take(std::string_view text, std::size_t& at) noexcept {
  const Lead lead = lead_of(static_cast<unsigned char>(text[at++]));
  if (lead.more < 0 || at + static_cast<std::size_t>(lead.more) > text.size()) return kReplacement;
  char32_t c = lead.bits;
  for (int i = 0; i < lead.more; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    if ((byte & 0xC0) != 0x80) return kReplacement;
    c = (c << 6) | (byte & 0x3Fu);
  }
  if (c < lead.least || c > kLast || (c >= 0xD800 && c <= 0xDFFF)) return kReplacement;
  at += static_cast<std::size_t>(lead.more);
  return c;
}

void append(std::string& out, char32_t c) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    tail(12), tail(6), tail(0);
  }
}

char32_t to_lower(char32_t c) noexcept {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c < 0xC0) return c;
  if (c <= 0xDE) return c == 0xD7 ? c : c + 32;
  if (c == 0x130) return 'i';
  if (c == 0x178) return 0xFF;
  if (c == 0x1E9E) return 0xDF;
  if (alternates_from_even(c)) return c | 1;
  if (alternates_from_odd(c)) return (c & 1) != 0 ? c + 1 : c;
  if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

bool is_upper(char32_t c) noexcept { return to_lower(c) != c; }

bool is_space(char32_t c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_all_capitals(std::string_view text) noexcept {
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = take(text, at);
    if (is_upper(c)) any = true;
    const bool small = (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
                       (alternates_from_even(c) && (c & 1) != 0) || (alternates_from_odd(c) && (c & 1) == 0) ||
                       (c >= 0x3B1 && c <= 0x3CB) || (c >= 0x430 && c <= 0x45F);
    if (small) return false;
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
