#pragma once

#include <string>
#include <string_view>

namespace connections::rules {

/// Reads a normalised text code point by code point: what the readers of dates, parties, amounts and times share.
class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : text_(text) {}
  [[nodiscard]] bool done() const noexcept { return at_ >= text_.size(); }
  [[nodiscard]] char32_t peek() const noexcept;                           ///< 0 at the end
  [[nodiscard]] char32_t previous() const noexcept { return previous_; }  ///< 0 at the start
  char32_t next() noexcept;
  [[nodiscard]] std::size_t at() const noexcept { return at_; }
  void rewind(std::size_t at) noexcept { at_ = at; }

  /// Digits from here on (ASCII and full-width), at most 9; their count in `digits`.
  int take_number(std::size_t& digits) noexcept;
  /// Letters from here on, with apostrophes and colons between letters ("Gast:in"), folded.
  std::string take_word();
  bool take_if(char32_t wanted) noexcept;
  void skip_spaces() noexcept;

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  char32_t previous_ = 0;
};

[[nodiscard]] bool is_digit(char32_t c) noexcept;
[[nodiscard]] bool is_letter(char32_t c) noexcept;
/// Han, Kana and Hangul: words there are not set apart by spaces.
[[nodiscard]] bool is_cjk(char32_t c) noexcept;

}  // namespace connections::rules
