#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/book/locale.h"
#include "rules/language/expressions.h"
#include "rules/syntax/report.h"

namespace connections::rules {

/// The lists and macros that a file can use: its own and those of the libraries it includes. A name means one
/// thing; the nearer file wins (own over included over inherited).
class Names {
 public:
  struct Named {
    const RuleSource* source = nullptr;
    const YamlNode* node = nullptr;
    std::vector<std::string> words;  ///< of a list, overrides applied
  };
  void add(const Names& outer);
  /// A name that means one thing here and another there.
  struct Conflict {
    std::string name;
    const Named* here;
  };
  [[nodiscard]] std::optional<Conflict> conflict(const Names& other) const;
  void add_own(const RuleSource& source);
  /// Words that a site's override adds. False: unknown list.
  [[nodiscard]] bool extend_list(const std::string& name, const std::vector<std::string>& words);

  [[nodiscard]] const Named* list(std::string_view name) const;
  [[nodiscard]] const Named* macro(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> known() const;  ///< every name, for suggestions
  [[nodiscard]] const std::map<std::string, Named, std::less<>>& lists() const noexcept { return lists_; }
  [[nodiscard]] const std::map<std::string, Named, std::less<>>& macros() const noexcept { return macros_; }

 private:
  std::map<std::string, Named, std::less<>> lists_, macros_;
};

/// Replaces {{NAME}}, {{list.NAME}}, {{label.NAME}} and {{word.month}} in an expression; each becomes one (?:…).
/// Reports unknown names (R009), empty lists (R007), unbalanced macros (R008) and cyclic macros (R014); empty then.
struct Expander {
  const Names& names;
  const Locales& locales;
  Report& report;
  Expressions& expressions;
  [[nodiscard]] std::optional<std::string> expand(const RuleSource& source, const YamlNode& scalar) const;

 private:
  std::optional<std::string> expand(const RuleSource& source, const YamlNode& scalar, std::string_view text,
                                    int depth) const;
  std::optional<std::string> replacement(const RuleSource& source, const YamlNode& scalar, std::string_view name,
                                         int depth) const;
  std::optional<std::string> words(const RuleSource& source, const YamlNode& scalar, std::string_view name) const;
};

/// What to say where words of a language are wanted and none is loaded.
inline constexpr std::string_view kNoLocales = "rules/common/locales/ is missing: copy it from the shipped rules";

/// "did you mean 'check_in'?", or that no locale is loaded; empty if neither helps.
[[nodiscard]] std::string suggest_label(const Locales& locales, std::string_view label);

}  // namespace connections::rules
