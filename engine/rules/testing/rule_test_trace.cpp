#include "rules/testing/rule_test_trace.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace connections::rules {
namespace {

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

std::vector<std::string> trace_of_field(const CaseResult& result, Field field) {
  std::vector<std::string> lines;
  std::set<std::string> idle, busy;
  for (const TraceStep& step : result.trace.steps) {
    if (std::find(step.fields.begin(), step.fields.end(), field) == step.fields.end()) continue;
    if (step.outcome == TraceStep::Outcome::kNoPart ||
        (step.outcome == TraceStep::Outcome::kNoMatch && step.detail.empty())) {
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
