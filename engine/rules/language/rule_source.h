#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/language/diagnostic.h"
#include "rules/language/yaml_tree.h"

namespace connections::rules {

/// One rule file as read: its text, its tree, and which kind of file it is.
struct RuleSource {
  std::filesystem::path path;
  std::string shown;  ///< the path as diagnostics print it
  std::string text;
  YamlNode root;
  std::string kind;                   ///< "pack", "platform", …; empty: unusable, already complained about
  std::string id;                     ///< value of the key that names the kind
  std::vector<std::string> rule_ids;  ///< as written, also of rules that turn out to be wrong
  bool usable = false;                ///< its shape was checked and can be read; else it only explains what is missing
};

/// More mistakes in one file than anybody reads at once; the rest is cut.
inline constexpr std::size_t kMostDiagnostics = 200;

/// Gathers what is wrong with the files of one load. Knows their texts, for the caret.
class Report {
 public:
  explicit Report(std::vector<Diagnostic>& out) : out_(out) {}
  void error(const RuleSource& source, const YamlNode& at, int code, std::string message, std::string suggestion = {});
  void warning(const RuleSource& source, const YamlNode& at, int code, std::string message);
  /// At `piece` of a scalar, wherever the file has it behind the scalar's beginning; else at the scalar itself.
  void inside(const RuleSource& source, const YamlNode& scalar, Severity severity, std::string_view piece, int code,
              std::string message, std::string suggestion = {});
  /// At a key, or any other place.
  void at(const RuleSource& source, Severity severity, int line, int column, std::size_t length, int code,
          std::string message, std::string suggestion = {});
  [[nodiscard]] std::vector<Diagnostic>& all() noexcept { return out_; }

 private:
  std::vector<Diagnostic>& out_;
  std::map<std::string, std::size_t, std::less<>> count_;  ///< by file
};

/// Reads and parses one file and finds out its kind; complaints go to `report`.
[[nodiscard]] RuleSource read_rule_source(const std::filesystem::path& path, std::string shown, Report& report);
/// The same from a text: fuzzing, tests.
[[nodiscard]] RuleSource parse_rule_source(std::string text, std::string shown, Report& report);

}  // namespace connections::rules
