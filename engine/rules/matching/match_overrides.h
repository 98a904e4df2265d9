#pragma once

#include <optional>
#include <string>
#include <vector>

#include "match/policy.h"
#include "rules/syntax/report.h"

namespace connections::rules {

/// A site's changes to the matching rules (config/rules.d): every one names an existing target and a reason.
class MatchOverrides {
 public:
  /// Reads those overrides of a file that have the key `match`; two changes of one thing are an error (R011).
  void read(const RuleSource& source, Report& report);
  /// Changes what is named in `rules` of this file ("common" or a platform).
  void apply(const std::string& file, match::MatchRules& rules, Report& report);
  /// Unknown targets (R016). Call when everything is built.
  void report_missing(Report& report) const;

 private:
  struct Change {
    const RuleSource* source;
    const YamlNode* node;
    std::string target, level, reason;
    std::optional<double> bits, wrong;
    bool disable = false;
    bool found = false;
    [[nodiscard]] std::string sentence(const std::string& what) const;
  };
  static void change_weighting(Change& change, match::Weighting& weighting, match::MatchRules& rules, Report& report);
  std::vector<Change> changes_;
};

}  // namespace connections::rules
