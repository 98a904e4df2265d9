#include "app/corpus/rule_score.h"

#include <optional>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/table.h"

namespace connections::app {

void RuleScore::add(const Truth& truth, const Extraction& extraction) {
  for (const Field field : kScoredFields) {
    const auto expected = truth.values.find(field);
    const Fact* fact = extraction.find(field);
    if (expected == truth.values.end() || fact == nullptr) continue;
    const std::optional<std::string> wanted = expected->second;
    for (const Candidate& candidate : fact->candidates) {
      const bool right = wanted && fold(to_string(candidate.value)) == fold(*wanted);
      std::set<std::string> rules;
      for (const Evidence& one : candidate.evidence) rules.insert(one.rule);
      for (const std::string& rule : rules) ++(right ? rules_[rule].right : rules_[rule].wrong);
    }
  }
}

std::string RuleScore::to_text() const {
  view::Table table({"rule", "right", "wrong", "precision"});
  for (const auto& [rule, values] : rules_)
    table.add({rule, std::to_string(values.right), std::to_string(values.wrong),
               fmt::format("{:.4f}", double(values.right) / (values.right + values.wrong))});
  return table.to_string();
}

nlohmann::ordered_json RuleScore::to_json() const {
  auto all = nlohmann::ordered_json::object();
  for (const auto& [rule, values] : rules_) all[rule] = {{"right", values.right}, {"wrong", values.wrong}};
  return all;
}

}  // namespace connections::app
