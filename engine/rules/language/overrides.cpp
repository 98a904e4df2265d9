#include "rules/language/overrides.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/language/parse_context.h"

namespace connections::rules {

void Overrides::read(const RuleSource& source, Report& report) {
  for (const YamlNode& node : source.root.find("overrides")->items) {
    if (node.has("match")) continue;  // MatchOverrides
    Change change{
        .source = &source, .node = &node, .target = {}, .confidence = {}, .add = {}, .reason = text_or(node, "reason")};
    change.is_list = node.find("list") != nullptr;
    change.target = text_or(node, change.is_list ? "list" : "rule");
    change.disable = text_or(node, "disable") == "true";
    if (const YamlNode* set = node.find("set")) change.confidence = confidence_of(*set);
    if (const YamlNode* add = node.find("add"))
      for (const YamlNode& word : add->items) change.add.push_back(word.value);
    const bool names_one = node.has("rule") != change.is_list;
    const bool fits = change.is_list ? !change.add.empty() && !node.has("set") && !node.has("disable")
                                     : change.disable != change.confidence.has_value() && !node.has("add");
    if (!names_one || !fits) {
      report.add(source, node, Code::kInvalidValue,
                 "an override must be 'rule' with 'set' or 'disable: true', or 'list' with 'add'");
      continue;
    }
    const auto same = [&](const Change& other) {
      return other.target == change.target && other.is_list == change.is_list;
    };
    if (const auto first = std::find_if(changes_.begin(), changes_.end(), same); first != changes_.end()) {
      report.add(source, node, Code::kDuplicateId, fmt::format("duplicate override of '{}'", change.target),
                 {.related = related_place(*first->source, *first->node, "first overridden here")});
      continue;
    }
    changes_.push_back(std::move(change));
  }
  std::sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) { return a.target < b.target; });
}

void Overrides::Change::note(Applied& applied) const {
  const std::string what = is_list   ? fmt::format("also has the words {}", fmt::join(add, ", "))
                           : disable ? std::string("is disabled")
                                     : fmt::format("has the confidence {}", confidence ? confidence->value() : 0);
  applied.emplace(
      fmt::format("{}|{}|{}|{}\n", target, disable, confidence ? confidence->value() : 0, fmt::join(add, ",")),
      fmt::format("{} {}: {} ({}:{})", target, what, reason, source->shown, node->line));
}

void Overrides::extend_lists(const RuleSource& owner, Names& names, Applied& applied) {
  for (Change& change : changes_) {
    const auto colon = change.target.find(':');
    if (!change.is_list || colon == std::string::npos || change.target.substr(0, colon) != owner.id) continue;
    if (!names.extend_list(change.target.substr(colon + 1), change.add)) continue;
    change.found = true;
    change.note(applied);
  }
}

void Overrides::change_rule(Rule& rule, Applied& applied) {
  for (Change& change : changes_) {
    if (change.is_list || change.target != rule.id) continue;
    change.found = true;
    if (change.confidence) rule.confidence = *change.confidence;
    rule.disabled = change.disable;
    rule.override_reason = fmt::format("{} ({}:{})", change.reason, change.source->shown, change.node->line);
    change.note(applied);
  }
}

void Overrides::suppress_missing_rule(std::string_view id) {
  for (Change& change : changes_)
    if (!change.is_list && change.target == id) change.found = true;
}

void Overrides::suppress_missing_lists_of(std::string_view owner) {
  for (Change& change : changes_)
    if (change.is_list && change.target.substr(0, change.target.find(':')) == owner) change.found = true;
}

void Overrides::report_missing(Report& report) const {
  for (const Change& change : changes_)
    if (!change.found)
      report.add(*change.source, *change.node, Code::kUnknownTarget,
                 fmt::format("unknown {} '{}' to override", change.is_list ? "list" : "rule", change.target));
}

}  // namespace connections::rules
