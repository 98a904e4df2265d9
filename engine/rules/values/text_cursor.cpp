#include "rules/values/text_cursor.h"

#include "model/unicode.h"

namespace connections::rules {
namespace {

constexpr char32_t kFullWidthZero = 0xFF10;
constexpr std::size_t kMaxDigits = 9;  ///< fits an int

enum class Script : std::uint8_t { kAlphabet, kHan, kHiragana, kKatakana, kHangul };

Script script_of(char32_t c) noexcept {
  if (c >= 0x3040 && c <= 0x309F) return Script::kHiragana;
  if ((c >= 0x30A0 && c <= 0x30FF) || (c >= 0xFF66 && c <= 0xFF9D)) return Script::kKatakana;
  if ((c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F) || (c >= 0xAC00 && c <= 0xD7AF))
    return Script::kHangul;
  if ((c >= 0x3400 && c <= 0x9FFF) || c == 0x3005) return Script::kHan;
  return Script::kAlphabet;
}

}  // namespace

bool is_digit(char32_t c) noexcept {
  return (c >= '0' && c <= '9') || (c >= kFullWidthZero && c <= kFullWidthZero + 9);
}

bool is_cjk(char32_t c) noexcept { return script_of(c) != Script::kAlphabet; }

bool is_letter(char32_t c) noexcept {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (is_cjk(c)) return c != 0x30FB;  // the middle dot between katakana names
  return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) &&
         !(c >= 0xFE00 && c <= 0xFFFF) && !(c >= 0x1F000 && c <= 0x1FBFF);  // nor emoji
}

char32_t TextCursor::peek() const noexcept {
  if (done()) return 0;
  std::size_t at = at_;
  return unicode::take(text_, at);
}

char32_t TextCursor::next() noexcept {
  if (done()) return 0;
  previous_ = unicode::take(text_, at_);
  return previous_;
}

int TextCursor::take_number(std::size_t& digits) noexcept {
  int value = 0;
  digits = 0;
  for (; is_digit(peek()); ++digits) {
    const char32_t c = next();
    if (digits < kMaxDigits) value = value * 10 + static_cast<int>(c >= kFullWidthZero ? c - kFullWidthZero : c - '0');
  }
  return value;
}

std::string TextCursor::take_word() {
  std::string word;
  const Script script = script_of(peek());
  while (!done()) {
    const char32_t c = peek();
    if (is_letter(c)) {
      if (script_of(c) != script) break;
      unicode::append(word, unicode::to_lower(next()));
      continue;
    }
    const bool inner = c == '\'' || c == 0x2019 || c == ':' || c == '*' || c == 0xB7;
    const std::size_t here = at_;
    if (!inner || script != Script::kAlphabet) break;
    next();
    if (!is_letter(peek())) {
      rewind(here);
      break;
    }
    unicode::append(word, c == 0x2019 ? U'\'' : c);
  }
  return word;
}

bool TextCursor::take_if(char32_t wanted) noexcept {
  if (peek() != wanted || done()) return false;
  next();
  return true;
}

void TextCursor::skip_spaces() noexcept {
  while (!done() && unicode::is_space(peek())) next();
}

}  // namespace connections::rules
