#pragma once

#include <string>
#include <vector>

#include "rules/names.h"
#include "rules/pack.h"
#include "rules/rule_source.h"

namespace connections::rules {

/// A site's changes to shipped rules (config/rules.d): every one names an existing target and a reason.
class Overrides {
 public:
  /// Reads one file whose shape has been checked; two changes of one key are an error (R011).
  void read(const RuleSource& source, Report& report);
  /// Adds words to a list that stands in the file of that id ("airbnb.confirmed:senders").
  void extend_lists(const RuleSource& owner, Names& names);
  void change_rule(Rule& rule);
  /// Targets that nothing answered to (R016). Call when everything is loaded.
  void complain_about_missing(Report& report) const;
  /// What changes a pack, as text for its hash.
  [[nodiscard]] const std::string& fingerprint() const noexcept { return fingerprint_; }

 private:
  struct Change {
    const RuleSource* source;
    const YamlNode* node;
    std::string target;
    bool is_list = false;
    std::optional<Confidence> confidence;
    bool disable = false;
    std::vector<std::string> add;
    std::string reason;
    bool found = false;
  };
  std::vector<Change> changes_;
  std::string fingerprint_;
};

}  // namespace connections::rules
