#include "rules/book/forward_words.h"

#include "model/value.h"

namespace connections::rules {
namespace {

using mail::ForwardWords;
using mail::QuotedLabel;

void add(ForwardWords& words, const Locale& locale) {
  const ForwardedWords& own = locale.forwarded;
  const auto add_labels = [&](const std::vector<std::string>& labels, QuotedLabel label) {
    for (const std::string& word : labels) words.labels.try_emplace(fold(word), label);
  };
  add_labels(own.from, QuotedLabel::kFrom);
  add_labels(own.date, QuotedLabel::kDate);
  add_labels(own.subject, QuotedLabel::kSubject);
  add_labels(own.to, QuotedLabel::kTo);
  for (const auto& [style, beginnings] : own.markers)
    for (const std::string& beginning : beginnings) words.markers.emplace_back(fold(beginning), style);
  for (const std::string& prefix : own.prefixes) words.prefixes.push_back(fold(prefix));
  for (std::size_t i = 0; i < locale.months.size(); ++i)
    for (const std::string& word : locale.months[i]) {
      const int month = static_cast<int>(i) + 1;
      const auto [known, is_new] = words.months.try_emplace(word, month);
      if (!is_new && known->second != month) known->second = 0;
    }
}

}  // namespace

std::shared_ptr<const ForwardWords> forward_words_of(const std::map<std::string, Locale>& locales) {
  auto words = std::make_shared<ForwardWords>();
  for (const auto& [id, locale] : locales) add(*words, locale);
  std::erase_if(words->months, [](const auto& one) { return one.second == 0; });
  return words;
}

}  // namespace connections::rules
