#include "rules/matching/match_overrides.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/matching/match_values.h"

namespace connections::rules {

void MatchOverrides::read(const RuleSource& source, Report& report) {
  for (const YamlNode& node : source.root.find("overrides")->items) {
    const YamlNode* target = node.find("match");
    if (target == nullptr) continue;
    Change change{.source = &source,
                  .node = &node,
                  .target = target->value,
                  .level = {},
                  .reason = node.find("reason")->value,
                  .bits = {},
                  .wrong = {}};
    change.disable = is_true(node.find("disable"));
    bool confidence = false;
    if (const YamlNode* set = node.find("set")) {
      if (const YamlNode* level = set->find("level")) change.level = level->value;
      if (const YamlNode* bits = set->find("bits")) change.bits = decimal_of(*bits);
      if (const YamlNode* wrong = set->find("wrong")) change.wrong = decimal_of(*wrong);
      confidence = set->has("confidence");
    }
    const bool whole = change.level.empty() == !change.bits;
    const int ways = (change.disable ? 1 : 0) + (change.bits ? 1 : 0) + (change.wrong ? 1 : 0);
    if (!whole || ways != 1 || confidence || node.has("rule") || node.has("list") || node.has("add")) {
      report.add(source, node, Code::kInvalidValue,
                 "an override of 'match' must have 'disable: true', or 'set' with 'level' and 'bits', or with 'wrong'");
      continue;
    }
    const auto same = [&](const Change& other) { return other.target == change.target && other.level == change.level; };
    if (const auto first = std::find_if(changes_.begin(), changes_.end(), same); first != changes_.end()) {
      report.add(source, node, Code::kDuplicateId, fmt::format("duplicate override of '{}'", change.target),
                 {.suggestion = {}, .related = related_place(*first->source, *first->node, "first overridden here")});
      continue;
    }
    changes_.push_back(std::move(change));
  }
  std::sort(changes_.begin(), changes_.end(),
            [](const Change& a, const Change& b) { return std::tie(a.target, a.level) < std::tie(b.target, b.level); });
}

std::string MatchOverrides::Change::sentence(const std::string& what) const {
  return fmt::format("{} {}: {} ({}:{})", target, what, reason, source->shown, node->line);
}

void MatchOverrides::apply(const std::string& file, match::MatchRules& rules, Report& report) {
  for (Change& change : changes_) {
    if (change.target == file && change.wrong) {
      change.found = true;
      rules.wrong_cost = *change.wrong;
      rules.update_bits.reset();
      rules.changed.push_back(change.sentence(fmt::format("has the cost {} of a wrong name", *change.wrong)));
    }
    for (match::Weighting& weighting : rules.weightings)
      if (weighting.id == change.target && !change.wrong) change_weighting(change, weighting, rules, report);
    const auto vetoes = std::erase_if(
        rules.vetoes, [&](const match::Veto& veto) { return change.disable && veto.id == change.target; });
    if (vetoes == 0) continue;
    change.found = true;
    rules.changed.push_back(change.sentence("is disabled"));
  }
}

void MatchOverrides::change_weighting(Change& change, match::Weighting& weighting, match::MatchRules& rules,
                                      Report& report) {
  change.found = true;
  const std::string what =
      change.disable ? std::string("is disabled") : fmt::format("gives {:+} bits at {}", *change.bits, change.level);
  if (change.disable) {
    weighting.levels.clear();
  } else {
    const auto level = std::ranges::find(weighting.levels, change.level, &match::Level::name);
    if (level == weighting.levels.end())
      return report.add(*change.source, *change.node, Code::kUnknownTarget,
                        fmt::format("comparison '{}' has no level '{}'", change.target, change.level));
    level->bits = *change.bits;
  }
  weighting.changed = change.sentence(what);
  rules.changed.push_back(weighting.changed);
}

void MatchOverrides::report_missing(Report& report) const {
  for (const Change& change : changes_)
    if (!change.found)
      report.add(*change.source, *change.node, Code::kUnknownTarget,
                 fmt::format("unknown comparison, veto or file of rules/match '{}' to override", change.target));
}

}  // namespace connections::rules
