#pragma once

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "rules/language/yaml_tree.h"

namespace connections::app {

/// A configuration file, read with the same strictness as rules: places, no duplicate keys, "did you mean".
/// A section that is not there is an empty map.
class ConfigTree {
 public:
  /// An absent file is an empty tree. kConfigInvalid with the first mistake.
  [[nodiscard]] static Result<ConfigTree> read(const std::filesystem::path& file);

  /// kConfigInvalid if a key is none of these.
  [[nodiscard]] Result<void> only(std::initializer_list<std::string_view> keys) const;
  [[nodiscard]] ConfigTree section(std::string_view key) const;
  [[nodiscard]] std::vector<ConfigTree> items(std::string_view key) const;
  [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  /// Writes the number to `out` if the key is there; kConfigInvalid if it is none or outside [least, most].
  [[nodiscard]] Result<void> number(std::string_view key, double least, double most, double& out) const;
  [[nodiscard]] std::string place() const;  ///< "file:line:column"

 private:
  std::string file_;
  std::shared_ptr<const rules::YamlNode> root_;  ///< keeps `node_` alive
  const rules::YamlNode* node_ = nullptr;        ///< null: empty
};

}  // namespace connections::app
