#pragma once

#include <map>
#include <string>
#include <vector>

#include "rules/book/pack.h"
#include "rules/language/names.h"
#include "rules/syntax/report.h"

namespace connections::rules {

/// A site's changes to shipped rules (config/rules.d): every one names an existing target and a reason.
class Overrides {
 public:
  /// Reads one file whose shape has been checked; two changes of one key are an error (R011).
  void read(const RuleSource& source, Report& report);
  /// What was changed, as text for the hash of a pack → the same for people, with the reason.
  using Applied = std::map<std::string, std::string>;
  /// Adds words to lists that are defined in the file of that id ("airbnb.confirmed:senders").
  void extend_lists(const RuleSource& owner, Names& names, Applied& applied);
  void change_rule(Rule& rule, Applied& applied);
  /// Targets that exist and are only wrong, so not missing.
  void suppress_missing_rule(std::string_view id);
  void suppress_missing_lists_of(std::string_view owner);
  /// Unknown targets (R016). Call when everything is loaded.
  void report_missing(Report& report) const;

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
    void note(Applied& applied) const;
  };
  std::vector<Change> changes_;
};

}  // namespace connections::rules
