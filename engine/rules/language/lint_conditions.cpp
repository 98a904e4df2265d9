// Conditions that no mail can meet.
#include <algorithm>

#include <fmt/format.h>

#include "mail/address.h"
#include "rules/language/lint_rule_book.h"

namespace connections::rules {
namespace {

using Op = Condition::Op;

/// What must hold, and what must not, for a condition to hold.
struct Demands {
  std::vector<const Condition*> holds, fails;
};

void gather(const Condition& condition, bool wanted, Demands& demands) {
  const bool one = condition.children.size() == 1;
  const bool is_none = condition.op == Op::kNone;
  const bool each_alone = wanted ? condition.op == Op::kAll || is_none || (condition.op == Op::kAny && one)
                                 : condition.op == Op::kAny || (one && (condition.op == Op::kAll || is_none));
  if (each_alone)
    for (const Condition& child : condition.children) gather(child, wanted != is_none, demands);
  else
    (wanted ? demands.holds : demands.fails).push_back(&condition);
}

bool is_of_words(const Condition& one) { return one.op == Op::kOneOf || one.op == Op::kDomainOf; }

bool can_be_both(std::string_view a, std::string_view b, Op op) {
  return a == b || (op == Op::kDomainOf && (mail::is_domain_of(a, b) || mail::is_domain_of(b, a)));
}

/// Two equalities, or two domains, of the one part that both look at.
bool exclude_each_other(const Condition& a, const Condition& b) {
  if (!is_of_words(a) || a.op != b.op || a.parts.size() != 1 || a.parts != b.parts) return false;
  return std::none_of(a.words.begin(), a.words.end(), [&](const std::string& word) {
    return std::any_of(b.words.begin(), b.words.end(),
                       [&](const std::string& other) { return can_be_both(word, other, a.op); });
  });
}

std::optional<Contradiction> of_demands(const Condition& condition) {
  Demands demands;
  gather(condition, true, demands);
  for (const Condition* one : demands.holds)
    if (one != &condition)
      if (auto why = why_never(*one)) return why;
  for (const Condition* one : demands.holds) {
    for (const Condition* other : demands.fails)
      if (same_test(*one, *other)) return Contradiction{"it requires what it also forbids", other->where};
    for (const Condition* other : demands.holds)
      if (exclude_each_other(*one, *other))
        return Contradiction{fmt::format("{} cannot meet both tests", to_string(one->parts[0])), other->where};
  }
  return std::nullopt;
}

}  // namespace

bool same_test(const Condition& a, const Condition& b) {
  return a.op == b.op && a.parts == b.parts && a.words == b.words && a.re.has_value() == b.re.has_value() &&
         (!a.re || a.re->expression() == b.re->expression()) &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), same_test);
}

std::optional<Contradiction> why_never(const Condition& condition) {
  if (is_of_words(condition))
    return condition.words.empty() ? std::optional(Contradiction{"its list of words is empty", {}}) : std::nullopt;
  if (condition.op != Op::kAny) return of_demands(condition);
  std::optional<Contradiction> first;
  for (const Condition& child : condition.children) {
    auto why = why_never(child);
    if (!why) return std::nullopt;
    if (!first) first = std::move(why);
  }
  return first;
}

}  // namespace connections::rules
