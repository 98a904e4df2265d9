#include "rules/values/listing_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/value.h"
#include "rules/values/date_tokens.h"
#include "rules/values/name_reader.h"

namespace connections::rules {
namespace {

constexpr std::size_t kMaxListing = 300;  ///< bytes; more is a mistaken reading

/// Nothing but numbers, months, weekdays and what joins them, with a month or a joint among them.
bool is_dates(std::string_view text, const Locales& words) {
  bool numbers = false, dated = false;
  for (const DateToken& token : date_tokens(text, words)) {
    const WordMeaning& word = token.meaning;
    if (token.kind == DateToken::Kind::kNumber) {
      numbers = true;
      dated = dated || token.mark != 0 || token.joint == '/' || token.joint == '-';
    } else if (token.kind == DateToken::Kind::kWord) {
      if (word.month == 0 && word.weekday == 0 && !word.filler && !word.range) return false;
      dated = dated || word.month != 0;
    }
  }
  return numbers && dated;
}

std::string why_no_listing(const std::string& text, const Locales& words) {
  if (text.empty()) return "it is empty";
  if (text.size() > kMaxListing) return "it is too long";
  std::string folded = fold(text);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '.')) folded.pop_back();
  const PhraseMeaning* meaning = words.phrase(folded);
  if (meaning != nullptr && !meaning->labels.empty()) return fmt::format("'{}' is a label", folded);
  return is_dates(text, words) ? "it is a date" : "";
}

}  // namespace

std::optional<std::string> read_listing(std::string_view text, const Locales& words, std::string* refusal) {
  std::string tidy = tidy_text(text);
  std::string why = why_no_listing(tidy, words);
  if (why.empty()) return tidy;
  if (refusal != nullptr) *refusal = std::move(why);
  return std::nullopt;
}

}  // namespace connections::rules
