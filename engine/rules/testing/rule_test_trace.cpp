#include "rules/testing/rule_test_trace.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace connections::rules {
namespace {

bool is_party(Field field) { return field == Field::kGuestCount || (field >= Field::kAdults && field <= Field::kPets); }

std::set<std::string> rules_for(const RuleBook& book, std::string_view platform_id, Field field) {
  std::set<std::string> ids;
  const Platform* platform = book.platform(platform_id);
  if (platform == nullptr) return ids;
  for (const Pack& pack : platform->packs)
    for (const Rule& rule : pack.rules)
      if (std::any_of(rule.emits.begin(), rule.emits.end(),
                      [&](const Emit& emit) { return emit.field ? *emit.field == field : is_party(field); }))
        ids.insert(rule.id);
  return ids;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

std::string line_of(const TraceStep& step) {
  return fmt::format("{}: {} in {} at {}-{}{}", step.rule, name(step.outcome), to_string(step.part), step.span.begin,
                     step.span.end, step.detail.empty() ? "" : ": " + one_line(step.detail));
}

std::vector<std::string> trace_of_packs(const CaseResult& result) {
  std::vector<std::string> lines;
  for (const TraceSelection& one : result.trace.selections)
    if (one.selected)
      lines.push_back(fmt::format("{} takes it at {:.3f}: {}", one.pack, one.confidence, one_line(one.detail)));
  if (lines.empty()) lines.push_back(result.extraction.kind_reason);
  return lines;
}

std::vector<std::string> trace_of_field(const RuleBook& book, const CaseResult& result, Field field) {
  const auto ids = rules_for(book, result.test.platform, field);
  std::vector<std::string> lines;
  std::set<std::string> idle, busy;
  for (const TraceStep& step : result.trace.steps) {
    if (!ids.contains(step.rule)) continue;
    if (step.outcome == TraceStep::Outcome::kNoMatch && step.detail.empty()) {
      idle.insert(step.rule);
      continue;
    }
    busy.insert(step.rule);
    lines.push_back(line_of(step));
  }
  for (const std::string& rule : busy) idle.erase(rule);
  if (!idle.empty()) lines.push_back(fmt::format("no match: {}", fmt::join(idle, ", ")));
  if (lines.empty()) lines.push_back(fmt::format("no rule for it ran ({})", result.extraction.kind_reason));
  return lines;
}

}  // namespace connections::rules
