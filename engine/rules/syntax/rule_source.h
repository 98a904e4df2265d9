#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "rules/syntax/file_kind.h"
#include "rules/syntax/yaml_tree.h"

namespace connections::rules {

class Report;

/// One rule file as it was parsed: its text, its tree, and which kind of file it is.
struct RuleSource {
  std::filesystem::path path;
  std::string shown;  ///< the path as diagnostics print it
  std::string text;
  YamlNode root;
  std::optional<FileKind> kind;       ///< absent: unusable, already reported
  std::string id;                     ///< value of the key that names the kind
  std::vector<std::string> rule_ids;  ///< as written, also of rules that turn out to be wrong
  bool usable = false;  ///< its shape is right and it can be compiled; else it only explains what is missing
};

/// Reads and parses one file and finds out its kind; errors go to `report`. Blocks; throws nothing.
[[nodiscard]] RuleSource read_rule_source(const std::filesystem::path& path, std::string shown, Report& report);
/// The same from a text: fuzzing, tests.
[[nodiscard]] RuleSource parse_rule_source(std::string text, std::string shown, Report& report);

}  // namespace connections::rules
