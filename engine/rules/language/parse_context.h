#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/book/pack.h"
#include "rules/language/names.h"
#include "rules/syntax/report.h"

namespace connections::rules {

/// What every part of the compiler works with. Shapes were checked before; here mistakes of meaning are reported.
struct ReaderContext {
  const RuleSource& source;
  const Names& names;
  const Locales& locales;
  Report& report;
  Expressions& expressions;

  /// Expands and parses an expression for these parts; R008, R009 on failure, warning R101 for a slow one.
  [[nodiscard]] std::optional<Pattern> pattern(const YamlNode& scalar, const std::vector<PartRef>& parts = {}) const;
  /// "body" becomes text and html; R007 for an unknown part.
  [[nodiscard]] std::vector<PartRef> parts(const YamlNode& node) const;
  void error(const YamlNode& node, Code code, std::string message, std::string suggestion = {}) const {
    report.add(source, node, code, std::move(message), {.suggestion = std::move(suggestion)});
  }
  [[nodiscard]] Location where(const YamlNode& node) const { return {source.shown, node.line, node.column}; }

 private:
  [[nodiscard]] std::expected<Pattern, PatternError> parsed(const std::string& expression) const;
  void warn_slow(const YamlNode& scalar, const Pattern& pattern, const std::vector<PartRef>& parts) const;
};

/// One text or a list of texts, as texts.
[[nodiscard]] std::vector<const YamlNode*> texts_of(const YamlNode& node);
/// The text of a key, or `otherwise`.
[[nodiscard]] std::string text_or(const YamlNode& map, std::string_view key, std::string_view otherwise = {});
[[nodiscard]] Confidence confidence_in(const YamlNode& scalar);
[[nodiscard]] std::optional<Confidence> confidence_of(const YamlNode& map);

/// Parses a condition; nothing if it is wrong, which is then reported.
[[nodiscard]] std::optional<Condition> read_condition(const ReaderContext& context, const YamlNode& node);
[[nodiscard]] std::optional<Rule> read_rule(const ReaderContext& context, const YamlNode& node,
                                            std::string_view pack_id);
[[nodiscard]] std::optional<SegmentRule> read_segment(const ReaderContext& context, const YamlNode& node);
[[nodiscard]] DateOrder read_order(std::string_view word);

}  // namespace connections::rules
