#include "rules/book/forward_words.h"

#include <algorithm>

#include "mail/address.h"
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
  for (const std::string& prefix : own.answers) words.answers.push_back(fold(prefix));
  for (std::size_t i = 0; i < locale.months.size(); ++i)
    for (const std::string& word : locale.months[i]) {
      const int month = static_cast<int>(i) + 1;
      const auto [known, is_new] = words.months.try_emplace(word, month);
      if (!is_new && known->second != month) known->second = 0;
    }
}

/// The tests of the sender's address that speak for a platform.
void collect_sender_tests(const Condition& condition, std::vector<Condition>& tests) {
  if (condition.op == Condition::Op::kNone) return;
  for (const Condition& child : condition.children) collect_sender_tests(child, tests);
  const auto& parts = condition.parts;
  if (std::find(parts.begin(), parts.end(), PartRef{PartKind::kFromAddress, {}}) != parts.end())
    tests.push_back(condition);
}

bool holds_of(const Condition& test, std::string_view address) {
  const std::string_view host = address.substr(address.rfind('@') + 1);
  const auto any = [&](auto accepts) { return std::any_of(test.words.begin(), test.words.end(), accepts); };
  if (test.op == Condition::Op::kMatches) return test.re->contains(address);
  if (test.op == Condition::Op::kOneOf) return any([&](const auto& word) { return word == address; });
  return test.op == Condition::Op::kDomainOf &&
         any([&](const auto& domain) { return mail::is_domain_of(host, domain); });
}

std::function<bool(std::string_view)> sender_test(const std::vector<Platform>& platforms) {
  std::vector<Condition> tests;
  for (const Platform& platform : platforms) {
    Condition trusted;
    trusted.op = Condition::Op::kDomainOf;
    trusted.words = platform.trusted_domains;
    tests.push_back(std::move(trusted));
    collect_sender_tests(platform.recognise, tests);
  }
  return [tests = std::move(tests)](std::string_view address) {
    return std::any_of(tests.begin(), tests.end(), [&](const Condition& test) { return holds_of(test, address); });
  };
}

}  // namespace

std::shared_ptr<const ForwardWords> forward_words_of(const std::map<std::string, Locale>& locales,
                                                     const std::vector<Platform>& platforms) {
  auto words = std::make_shared<ForwardWords>();
  for (const auto& [id, locale] : locales) add(*words, locale);
  std::erase_if(words->months, [](const auto& one) { return one.second == 0; });
  words->is_platform = sender_test(platforms);
  return words;
}

}  // namespace connections::rules
