#include "rules/evaluation/explain_absent.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "rules/evaluation/explain_arithmetic.h"

namespace connections::rules {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kColumns = 80;
constexpr std::size_t kMostIndent = 30;  ///< of further lines: behind a longer beginning they start here
constexpr std::size_t kShownDetail = 160;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// How far each rule came: of its steps, the one that went furthest.
std::map<std::string, const TraceStep*> tried_for(Field field, const Trace& trace) {
  using Outcome = TraceStep::Outcome;
  const auto rank = [](const TraceStep& step) {
    if (step.outcome == Outcome::kNoPart) return 0;
    if (step.outcome == Outcome::kNoMatch) return step.detail.empty() ? 1 : 2;
    return 3;
  };
  std::map<std::string, const TraceStep*> tried;
  for (const TraceStep& step : trace.steps) {
    if (std::find(step.fields.begin(), step.fields.end(), field) == step.fields.end()) continue;
    const TraceStep*& best = tried[step.rule];
    if (best == nullptr || rank(step) >= rank(*best)) best = &step;
  }
  return tried;
}

bool came_somewhere(const TraceStep& step) {
  return step.outcome != TraceStep::Outcome::kNoPart &&
         (step.outcome != TraceStep::Outcome::kNoMatch || !step.detail.empty());
}

std::vector<Field> absent_fields(const Extraction& extraction) {
  std::vector<Field> absent;
  for (const FieldInfo& info : all_fields())
    if (extraction.find(info.field) == nullptr) absent.push_back(info.field);
  return absent;
}

std::string one_line(std::string_view text) {
  std::string line(text.substr(0, kShownDetail));
  while (text.size() > line.size() && !line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0U) == 0x80U)
    line.pop_back();
  if (text.size() > line.size()) line += "…";
  for (char& c : line)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  return line;
}

std::string detail_of(const TraceStep& step) {
  std::string text = fmt::format("{} in {}", name(step.outcome), to_string(step.part));
  if (step.span.size() > 0) text += fmt::format(" at {}", step.span.begin);
  return step.detail.empty() ? text : fmt::format("{}: {}", text, one_line(step.detail));
}

}  // namespace

std::string below(std::string_view first, std::string_view text) {
  const std::size_t indent = std::min(characters(first), kMostIndent);
  std::string out(first);
  std::size_t column = characters(first);
  bool fresh = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::size_t width = characters(word);
    if (!fresh && column + 1 + width > kColumns) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
      fresh = true;
    }
    out += fresh ? "" : " ";
    out += word;
    column += width + (fresh ? 0 : 1);
    fresh = false;
    at = end + 1;
  }
  return out + '\n';
}

void append_absent(std::string& out, const Extraction& extraction, const Trace& trace) {
  std::string untouched;
  std::string text;
  for (const Field field : absent_fields(extraction)) {
    const auto tried = tried_for(field, trace);
    std::string idle;
    std::string lines;
    for (const auto& [rule, step] : tried)
      if (came_somewhere(*step))
        lines += below(fmt::format("    {}  ", rule), detail_of(*step));
      else
        idle += (idle.empty() ? "" : ", ") + rule;
    if (tried.empty()) continue;
    if (lines.empty()) {
      untouched += fmt::format("{}{} ({})", untouched.empty() ? "" : ", ", name(field), tried.size());
      continue;
    }
    text += fmt::format("  {}\n{}", name(field), lines);
    if (!idle.empty()) text += below("    no match: ", idle);
  }
  if (text.empty() && untouched.empty()) return;
  out += "\nnot read\n" + text;
  if (!untouched.empty()) out += below("  nothing matched the rules for: ", untouched);
}

ordered_json absent_json(const Extraction& extraction, const Trace& trace) {
  ordered_json absent = ordered_json::array();
  for (const Field field : absent_fields(extraction)) {
    ordered_json rules = ordered_json::array();
    for (const auto& [rule, step] : tried_for(field, trace))
      rules.push_back({{"rule", rule},
                       {"outcome", name(step->outcome)},
                       {"part", to_string(step->part)},
                       {"detail", step->detail}});
    if (!rules.empty()) absent.push_back({{"field", name(field)}, {"rules", std::move(rules)}});
  }
  return absent;
}

void append_claims(std::string& out, const Trace& trace) {
  if (trace.claims.empty()) return;
  out += "\nno platform claims this mail\n";
  for (const TraceClaim& claim : trace.claims)
    out += below(fmt::format("  {:<12}", claim.platform), one_line(claim.detail));
}

ordered_json claims_json(const Trace& trace) {
  ordered_json claims = ordered_json::array();
  for (const TraceClaim& claim : trace.claims)
    claims.push_back({{"platform", claim.platform}, {"confidence", claim.confidence}, {"detail", claim.detail}});
  return claims;
}

}  // namespace connections::rules
