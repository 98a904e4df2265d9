#pragma once

#include <string>
#include <vector>

#include "rules/syntax/yaml_tree.h"

/// Scalars of checked files as values.
namespace connections::rules {

[[nodiscard]] double decimal_of(const YamlNode& scalar);
[[nodiscard]] int whole_of(const YamlNode& scalar);
[[nodiscard]] bool is_true(const YamlNode* scalar);
[[nodiscard]] std::vector<std::string> strings_of(const YamlNode* list);

}  // namespace connections::rules
