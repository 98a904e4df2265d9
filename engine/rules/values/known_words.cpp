#include "rules/values/known_words.h"

namespace connections::rules {
namespace {

constexpr std::size_t kMostMoreWords = 2;  ///< behind the first: "tháng mười hai"

/// The next word or number with what joins it; empty if none follows. A dot joins the halves of an abbreviation only.
std::string take_joined(TextCursor& in) {
  const char32_t joint = in.peek();
  if (joint != ' ' && joint != '.') return {};
  in.next();
  if (is_letter(in.peek())) return (joint == '.' ? "." : " ") + in.take_word();
  std::size_t digits = 0;
  if (joint == ' ' && is_digit(in.peek())) return " " + std::to_string(in.take_number(digits));
  return {};
}

}  // namespace

std::string take_known_words(TextCursor& in, const Locales& locales, bool (*is_wanted)(const WordMeaning&)) {
  std::string longest = in.take_word();
  std::size_t end = in.at();
  std::string words = longest;
  for (std::size_t more = 0; more < kMostMoreWords; ++more) {
    const std::string next = take_joined(in);
    if (next.empty()) break;
    words += next;
    const WordMeaning* meaning = locales.meaning(words);
    if (meaning == nullptr || !is_wanted(*meaning)) continue;
    longest = words;
    end = in.at();
  }
  in.rewind(end);
  return longest;
}

}  // namespace connections::rules
