#include "rules/testing/coverage.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connections::rules {
namespace {

/// A stronger rule read the same value from the same bytes.
bool is_shadowed(const Evidence& one, const Candidate& candidate) {
  return std::any_of(candidate.evidence.begin(), candidate.evidence.end(), [&](const Evidence& other) {
    return other.rule != one.rule && other.part == one.part && other.span.overlaps(one.span) &&
           other.confidence > one.confidence;
  });
}

/// Whether something that the rule read is evidence of its own.
bool counts(const std::vector<Fact>& facts, std::string_view rule) {
  for (const Fact& fact : facts)
    for (const Candidate& candidate : fact.candidates)
      for (const Evidence& one : candidate.evidence)
        if (one.rule == rule && !is_shadowed(one, candidate)) return true;
  return false;
}

bool counts(const Extraction& extraction, std::string_view rule) {
  return counts(extraction.facts, rule) || std::any_of(extraction.stays.begin(), extraction.stays.end(),
                                                       [&](const Stay& stay) { return counts(stay.facts, rule); });
}

bool has_step(const Trace& trace, std::string_view rule, TraceStep::Outcome outcome) {
  return std::any_of(trace.steps.begin(), trace.steps.end(),
                     [&](const TraceStep& step) { return step.outcome == outcome && step.rule == rule; });
}

void count(const CaseResult& result, const Pack& pack, RuleCoverage& rule) {
  if (!took(result, pack.id))
    ++rule.not_selected;
  else if (has_step(result.trace, rule.rule, TraceStep::Outcome::kMatched))
    ++(counts(result.extraction, rule.rule) ? rule.matched : rule.shadowed);
  else if (has_step(result.trace, rule.rule, TraceStep::Outcome::kVetoed))
    ++rule.vetoed;
  else
    ++rule.no_match;
  const auto& covers = result.test.covers;
  if (std::find(covers.begin(), covers.end(), rule.rule) != covers.end()) ++rule.covers;
}

bool complete(const RuleCoverage& rule) { return rule.positive() && rule.negative(); }

}  // namespace

double Coverage::percent() const noexcept {
  if (rules.empty()) return 100.0;
  const auto done = std::count_if(rules.begin(), rules.end(), complete);
  return 100.0 * static_cast<double>(done) / static_cast<double>(rules.size());
}

Coverage measure_coverage(const RuleBook& book, const std::vector<CaseResult>& results,
                          const std::set<std::string>& platforms) {
  Coverage coverage;
  for (const Platform& platform : book.platforms) {
    if (!platforms.empty() && !platforms.contains(platform.id)) continue;
    for (const Pack& pack : platform.packs)
      for (const Rule& rule : pack.rules) {
        if (rule.disabled) continue;
        RuleCoverage covered;
        covered.rule = rule.id;
        for (const CaseResult& result : results)
          if (result.state == CaseResult::State::kPassed && result.test.platform == platform.id)
            count(result, pack, covered);
        coverage.rules.push_back(std::move(covered));
      }
  }
  std::sort(coverage.rules.begin(), coverage.rules.end(), [](const auto& a, const auto& b) { return a.rule < b.rule; });
  return coverage;
}

std::string coverage_text(const Coverage& coverage) {
  std::string out = fmt::format("{:<44}{:>8}{:>10}{:>14}{:>8}{:>10}\n", "rule", "matched", "no match", "not selected",
                                "vetoed", "shadowed");
  for (const RuleCoverage& rule : coverage.rules) {
    out += fmt::format("{:<44}{:>8}{:>10}{:>14}{:>8}{:>10}", rule.rule, rule.matched, rule.no_match, rule.not_selected,
                       rule.vetoed, rule.shadowed);
    if (!rule.positive()) out += "  no positive case";
    if (!rule.negative()) out += "  no negative case";
    out += '\n';
  }
  const auto done = std::count_if(coverage.rules.begin(), coverage.rules.end(), complete);
  return out + fmt::format("{} of {} rules have a positive and a negative case: {:.1f} %\n", done,
                           coverage.rules.size(), coverage.percent());
}

nlohmann::ordered_json coverage_json(const Coverage& coverage) {
  nlohmann::ordered_json rules = nlohmann::ordered_json::array();
  for (const RuleCoverage& rule : coverage.rules)
    rules.push_back({{"rule", rule.rule},
                     {"matched", rule.matched},
                     {"no_match", rule.no_match},
                     {"not_selected", rule.not_selected},
                     {"vetoed", rule.vetoed},
                     {"shadowed", rule.shadowed},
                     {"positive", rule.positive()},
                     {"negative", rule.negative()}});
  return {{"percent", coverage.percent()}, {"rules", std::move(rules)}};
}

}  // namespace connections::rules
