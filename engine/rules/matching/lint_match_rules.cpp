#include "rules/matching/lint_match_rules.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace connections::rules {
namespace {

using match::Comparison;

/// The best total against the only stay near the days. `code` false: where no code is known.
double best_total(const match::MatchRules& rules, bool code) {
  std::array<double, match::kComparisons> most{};
  for (std::size_t i = 0; i < match::kComparisons; ++i)
    if (!rules.weightings[i].levels.empty()) most[i] = rules.weightings[i].most();
  if (!code) most[static_cast<std::size_t>(Comparison::kCode)] = 0;
  for (const match::EvidenceGroup& group : rules.groups) {
    const auto of = [&](Comparison what) -> double& { return most[static_cast<std::size_t>(what)]; };
    const Comparison best = *std::ranges::max_element(group.of, {}, of);
    for (const Comparison what : group.of)
      if (what != best) of(what) = 0;
  }
  double total = rules.prior - (rules.prior_per_candidate ? 1 : 0);
  for (const double bits : most) total += bits;
  return total;
}

/// Comparisons that follow from each other.
constexpr std::pair<Comparison, Comparison> kTwins[]{{Comparison::kCheckOut, Comparison::kNights}};

}  // namespace

void lint_match_rules(const RuleSource& source, const match::MatchRules& rules, Report& report) {
  const YamlNode& name = *source.root.find("match");
  const double needed = rules.update_at();
  if (const double most = best_total(rules, true); most < needed)
    report.add(source, name, Code::kUnreachableUpdate,
               fmt::format("no mail of '{}' can update a booking: at best {:.1f} bits, {:.1f} are needed", source.id,
                           most, needed));
  else if (const double without = best_total(rules, false); without < needed)
    report.add(
        source, name, Code::kUnreachableUpdate,
        fmt::format("no mail of '{}' can update a booking without a code: at best {:.1f} bits, {:.1f} are needed",
                    source.id, without, needed));
  for (const auto& [one, other] : kTwins) {
    if (rules.of(one).levels.empty() || rules.of(other).levels.empty()) continue;
    const bool grouped = std::ranges::any_of(rules.groups, [&, a = one, b = other](const match::EvidenceGroup& group) {
      return std::ranges::find(group.of, a) != group.of.end() && std::ranges::find(group.of, b) != group.of.end();
    });
    if (!grouped)
      report.add(
          source, name, Code::kUngroupedTwins,
          fmt::format("'{}' and '{}' say the same thing; put them into a group", rules.of(one).id, rules.of(other).id));
  }
}

}  // namespace connections::rules
