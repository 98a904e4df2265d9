#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/book/locale.h"

namespace connections::rules {

/// One piece of a date as people write it. Clock times, ordinal endings, brackets and commas are gone.
struct DateToken {
  enum class Kind : std::uint8_t { kNumber, kWord, kRange };
  Kind kind = Kind::kWord;
  int number = 0;           ///< kNumber
  std::size_t digits = 0;   ///< kNumber: as written, so "03" is 2
  bool apostrophe = false;  ///< kNumber: "'26"
  char joint = 0;           ///< kNumber: '/', '.', '-' directly between the previous number and this one
  char mark = 0;            ///< kNumber: 'y', 'm' or 'd' where 年 月 日 (년 월 일) follows
  WordMeaning meaning{};    ///< kWord, and kRange made of a word
  bool known = false;       ///< kWord: some language knows it
};

/// Splits a text into date tokens. Words that no language of `locales` knows stay as unknown words, so that
/// the reader can refuse the text.
[[nodiscard]] std::vector<DateToken> date_tokens(std::string_view text, const Locales& locales);

}  // namespace connections::rules
