#include "rules/language/lint_rule_book.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace connections::rules {
namespace {

struct Owned {
  const Pack* pack;
  const Rule* rule;
};

template <class T>
bool has_all(const std::vector<T>& all, const std::vector<T>& some) {
  return std::all_of(some.begin(), some.end(),
                     [&](const T& one) { return std::find(all.begin(), all.end(), one) != all.end(); });
}

bool same_emit(const Emit& a, const Emit& b) {
  return a.field == b.field && a.reading == b.reading && a.group == b.group && a.join == b.join &&
         a.constant == b.constant && a.formats == b.formats && a.order == b.order && a.year == b.year &&
         a.currency == b.currency;
}

bool same_veto(const Veto& a, const Veto& b) {
  return a.re.expression() == b.re.expression() && a.near == b.near && a.parts == b.parts;
}

bool reads_alike(const Pack& a, const Pack& b) {
  return a.locales.all() == b.locales.all() && a.date_order == b.date_order && a.currency == b.currency;
}

/// Whether the rules of `other` run on every mail on which those of `pack` do.
bool runs_beside(const Pack& other, const Pack& pack) {
  if (&other == &pack) return true;
  if (other.runs_for.empty() || !other.select.children.empty() || other.select.op != Condition::Op::kAll) return false;
  if (!pack.runs_for.empty()) return has_all(other.runs_for, pack.runs_for);
  return pack.subkind.empty() && has_all(other.runs_for, {pack.kind});
}

/// Whether everything that `rule` puts forward comes from `other` as well, as surely or more so.
bool covers(const Owned& other, const Owned& rule) {
  const Rule &a = *other.rule, &b = *rule.rule;
  if (&a == &b || a.disabled || b.disabled || a.stay != b.stay || a.confidence < b.confidence) return false;
  if (!has_all(a.parts, b.parts) || !has_all(a.speakers, b.speakers)) return false;
  const bool emits_all = std::all_of(b.emits.begin(), b.emits.end(), [&](const Emit& emit) {
    return std::any_of(a.emits.begin(), a.emits.end(), [&](const Emit& one) { return same_emit(one, emit); });
  });
  const bool vetoed_alike =
      a.vetoes.empty() || std::equal(a.vetoes.begin(), a.vetoes.end(), b.vetoes.begin(), b.vetoes.end(), same_veto);
  const bool when_alike = !a.when || (b.when && same_test(*a.when, *b.when));
  return emits_all && vetoed_alike && when_alike && reads_alike(*other.pack, *rule.pack) &&
         runs_beside(*other.pack, *rule.pack);
}

void find_shadowed(const Platform& platform, std::vector<Diagnostic>& found) {
  std::map<std::string_view, std::vector<Owned>> by_expression;
  for (const Pack& pack : platform.packs)
    for (const Rule& rule : pack.rules) by_expression[rule.re.expression()].push_back({&pack, &rule});
  for (const auto& [expression, rules] : by_expression)
    for (const Owned& rule : rules) {
      const auto shadow = std::find_if(rules.begin(), rules.end(), [&](const Owned& other) {
        return covers(other, rule) && (!covers(rule, other) || other.rule->id < rule.rule->id);
      });
      if (shadow != rules.end())
        found.push_back(
            {.code = Code::kShadowedRule,
             .message = fmt::format("rule '{}' is shadowed by '{}', which reads the same with at least its confidence",
                                    rule.rule->id, shadow->rule->id),
             .where = rule.rule->where,
             .related = RelatedPlace{.message = "the other rule", .where = shadow->rule->where}});
    }
}

/// The condition itself, or those members of it that are dead while the others live.
void find_dead(const Condition& condition, std::vector<Diagnostic>& found) {
  if (const auto why = why_never(condition)) {
    Diagnostic dead{.code = Code::kUnreachable,
                    .message = fmt::format("this condition never holds: {}", why->message),
                    .where = condition.where};
    if (why->against) dead.related = RelatedPlace{.message = "because of this test", .where = *why->against};
    found.push_back(std::move(dead));
    return;
  }
  for (const Condition& child : condition.children) find_dead(child, found);
}

void find_idle(const Platform& platform, const Pack& pack, std::vector<Diagnostic>& found) {
  for (const MailKind kind : pack.runs_for) {
    const bool decided = std::any_of(platform.packs.begin(), platform.packs.end(), [&](const Pack& other) {
      return other.runs_for.empty() && other.kind == kind && other.subkind.empty();
    });
    if (!decided)
      found.push_back({.code = Code::kUnreachable,
                       .message = fmt::format("pack '{}' never runs for '{}': no pack of {} without a subkind decides "
                                              "that kind",
                                              pack.id, name(kind), platform.id),
                       .where = pack.where});
  }
}

}  // namespace

std::vector<Diagnostic> find_useless(const RuleBook& book) {
  std::vector<Diagnostic> found;
  for (const Platform& platform : book.platforms) {
    find_dead(platform.recognise, found);
    for (const Pack& pack : platform.packs) {
      find_dead(pack.select, found);
      find_idle(platform, pack, found);
      for (const Rule& rule : pack.rules)
        if (rule.when) find_dead(*rule.when, found);
    }
    find_shadowed(platform, found);
  }
  return found;
}

}  // namespace connections::rules
