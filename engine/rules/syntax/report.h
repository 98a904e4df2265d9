#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/syntax/diagnostic.h"
#include "rules/syntax/rule_source.h"

namespace connections::rules {

/// More than anybody reads at once; the rest of a file's diagnostics is cut.
inline constexpr std::size_t kMaxDiagnostics = 200;

/// What a diagnostic may say beside its message.
struct Hint {
  std::string suggestion = {};
  std::optional<RelatedPlace> related = {};
};

/// Collects the diagnostics of one load. Knows the texts of the files, for the caret; says the same thing once; cuts
/// messages that quote a whole file.
class Report {
 public:
  explicit Report(std::vector<Diagnostic>& out) : out_(out) {}
  /// At a node.
  void add(const RuleSource& source, const YamlNode& node, Code code, std::string message, Hint hint = {});
  /// At a key.
  void add_at_key(const RuleSource& source, const YamlEntry& entry, Code code, std::string message, Hint hint = {});
  /// At `piece` of a scalar, wherever the file has it behind the scalar's beginning; else at the scalar itself.
  void add_inside(const RuleSource& source, const YamlNode& scalar, std::string_view piece, Code code,
                  std::string message, Hint hint = {});
  /// At the place that the diagnostic names; its source lines are filled in.
  void add(const RuleSource& source, Diagnostic diagnostic);
  [[nodiscard]] std::vector<Diagnostic>& all() noexcept { return out_; }

 private:
  std::vector<Diagnostic>& out_;
  std::map<std::string, std::size_t, std::less<>> count_;  ///< by file
  std::set<std::string> seen_;                             ///< place, code and message
};

/// A line of the file, 1-based; empty if there is none.
[[nodiscard]] std::string source_line(const RuleSource& source, int line);

/// A node as a second place: "first defined here".
[[nodiscard]] RelatedPlace related_place(const RuleSource& source, const YamlNode& node, std::string message);

}  // namespace connections::rules
