#pragma once

#include <map>
#include <string>
#include <vector>

#include "rules/names.h"
#include "rules/overrides.h"
#include "rules/pack.h"
#include "rules/rule_book_loader.h"
#include "rules/rule_source.h"

namespace connections::rules {

/// Turns checked rule files into a rule book. Used once; keeps sources alive while it works.
class RuleBookBuilder {
 public:
  RuleBookBuilder(const LoadOptions& options, std::vector<RuleSource> sources, Report& report);
  [[nodiscard]] std::shared_ptr<RuleBook> build();

 private:
  struct Scope {
    Names names;
    std::string fingerprint;  ///< texts of all files that the names come from
  };
  void build_locales();
  void build_platforms();
  void build_packs();
  void build_pack(const RuleSource& source);
  void freeze(Pack& pack);
  void warn_unused();

  [[nodiscard]] Scope scope_of(const RuleSource& source, int depth);
  void add_included(const RuleSource& source, Scope& scope, int depth);
  void add_parent(const RuleSource& source, Scope& scope, int depth);
  [[nodiscard]] const RuleSource* pack_source(std::string_view id) const;
  [[nodiscard]] const YamlNode* inherited(const RuleSource& source, std::string_view key) const;
  [[nodiscard]] Locales locales_of(const RuleSource& source, const YamlNode* choice);
  void check_requires(const RuleSource& source);
  void take_id(const RuleSource& source, const YamlNode& node, const std::string& id);

  const LoadOptions& options_;
  std::vector<RuleSource> sources_;
  Report& report_;
  Overrides overrides_;
  UsedNames used_;
  std::map<std::string, std::string> ids_;  ///< id → place
  std::shared_ptr<RuleBook> book_ = std::make_shared<RuleBook>();
};

}  // namespace connections::rules
