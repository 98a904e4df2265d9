#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "rules/book/pack.h"
#include "rules/language/expressions.h"
#include "rules/language/load_rule_book.h"
#include "rules/language/names.h"
#include "rules/language/overrides.h"
#include "rules/language/parse_context.h"
#include "rules/matching/match_overrides.h"
#include "rules/syntax/report.h"

namespace connections::rules {

/// Turns checked rule files into a rule book. Used once; keeps sources alive while it works.
class RuleBookBuilder {
 public:
  RuleBookBuilder(const LoadOptions& options, std::vector<RuleSource> sources, Report& report, PatternChecks checks);
  [[nodiscard]] std::shared_ptr<RuleBook> build();
  /// Of the book that was built.
  [[nodiscard]] const Patterns& patterns() const noexcept { return expressions_.patterns; }

 private:
  struct Scope {
    Names names;
    std::set<std::string_view> texts;  ///< of all files that the names come from
    Overrides::Applied changes;        ///< of their lists
    int depth = 0;                     ///< packs that this one extends, one over the other
  };
  void build_locales();
  void build_platforms();
  void build_packs();
  void build_matching();
  void build_pack(const RuleSource& source);
  void read_pack_head(const ReaderContext& context, Pack& pack);
  void read_pack_rules(const ReaderContext& context, Pack& pack, const Scope& scope);
  static void freeze(Pack& pack);
  void report_missing_overrides();
  void warn_unused();
  void warn_useless();

  [[nodiscard]] const Scope& scope_of(const RuleSource& source);
  [[nodiscard]] std::filesystem::path included_file(const RuleSource& source, std::string_view word) const;
  void add_included(const RuleSource& source, Scope& scope);
  void add_parent(const RuleSource& source, Scope& scope);
  [[nodiscard]] std::string suggest_include(const RuleSource& source, std::string_view wanted) const;
  [[nodiscard]] std::string suggest_pack(std::string_view wanted) const;
  [[nodiscard]] const RuleSource* pack_source(std::string_view id) const;
  /// Whether a file that could not be used may be the one that is looked for: then it is not reported as missing.
  [[nodiscard]] bool may_be_unusable(FileKind kind, std::string_view id) const;
  [[nodiscard]] bool any_of_unknown_kind() const;
  [[nodiscard]] const YamlNode* inherited(const RuleSource& source, std::string_view key) const;
  [[nodiscard]] Locales locales_of(const RuleSource& source, const YamlNode* choice);
  void check_requires(const RuleSource& source);
  void take_id(const RuleSource& source, const YamlNode& node, const std::string& id);

  const LoadOptions& options_;
  std::vector<RuleSource> sources_;
  std::vector<RuleSource> unusable_;  ///< their errors are reported
  std::map<const RuleSource*, Scope> scopes_;
  std::vector<const RuleSource*> chain_;  ///< whose scopes are being made: one that comes again is cyclic
  Report& report_;
  Overrides overrides_;
  MatchOverrides match_overrides_;
  Expressions expressions_;
  struct FirstUse {
    const RuleSource* source;
    const YamlNode* node;
  };
  std::map<std::string, FirstUse> ids_;
  std::shared_ptr<RuleBook> book_ = std::make_shared<RuleBook>();
};

}  // namespace connections::rules
