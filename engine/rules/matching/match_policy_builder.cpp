#include "rules/matching/match_policy_builder.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/matching/lint_match_rules.h"
#include "rules/matching/parse_match_rules.h"

namespace connections::rules {
namespace {

constexpr std::string_view kCommon = "common";

class PolicyBuilder {
 public:
  PolicyBuilder(std::span<const RuleSource> sources, MatchOverrides& overrides, Report& report)
      : overrides_(overrides), report_(report) {
    for (const RuleSource& source : sources)
      if (source.kind == FileKind::kMatch) files_.push_back(&source);
  }

  match::Policy build() {
    match::Policy policy;
    const auto common = std::ranges::find(files_, kCommon, &RuleSource::id);
    if (common != files_.end()) {
      if (const YamlNode* extends = (*common)->root.find("extends"))
        report_.add(**common, *extends, Code::kCycle, "common cannot extend itself");
      policy.common = parse(**common, nullptr);
    }
    overrides_.apply(std::string(kCommon), policy.common, report_);
    if (common != files_.end()) lint(**common, policy.common);
    std::map<std::string, match::PlatformTraits, std::less<>> traits;
    for (const RuleSource* file : files_)
      if (file->id != kCommon) add_platform(*file, policy, traits);
    if (!files_.empty()) policy.platforms = match::Platforms(std::move(traits));
    return policy;
  }

 private:
  match::MatchRules parse(const RuleSource& source, const match::MatchRules* base) {
    return parse_match_rules(source, base, ids_, report_);
  }

  /// Of rules that are wrong, half may be missing.
  void lint(const RuleSource& file, const match::MatchRules& rules) {
    if (!has_errors(report_.all())) lint_match_rules(file, rules, report_);
  }

  void add_platform(const RuleSource& file, match::Policy& policy,
                    std::map<std::string, match::PlatformTraits, std::less<>>& traits) {
    const YamlNode& name = *file.root.find("match");
    match::PlatformTraits shapes;
    shapes.codes = parse_code_shapes(file);
    if (!traits.try_emplace(file.id, std::move(shapes)).second)
      return report_.add(file, name, Code::kDuplicateId, fmt::format("duplicate id 'match: {}'", file.id));
    if (!file.root.has("extends"))
      return report_.add(file, name, Code::kMissingKey, "a platform's matching rules need the key 'extends: common'");
    match::MatchRules rules = parse(file, &policy.common);
    overrides_.apply(file.id, rules, report_);
    if (rules == policy.common) return;  // shapes of codes only
    lint(file, rules);
    policy.by_platform.emplace(file.id, std::move(rules));
  }

  std::vector<const RuleSource*> files_;
  MatchOverrides& overrides_;
  Report& report_;
  std::map<std::string, const YamlNode*> ids_;
};

}  // namespace

match::Policy build_match_policy(std::span<const RuleSource> sources, MatchOverrides& overrides, Report& report) {
  return PolicyBuilder(sources, overrides, report).build();
}

}  // namespace connections::rules
