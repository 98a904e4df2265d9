// The part of JSON Schema that `rules schema` writes, over the trees that the engine parses. It knows no other keyword:
// a schema that uses one fails.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "rules/syntax/yaml_tree.h"

namespace connections::rules {

/// Where and why `node` does not validate; empty if it does. `root` holds the $defs.
[[nodiscard]] std::vector<std::string> violations(const YamlNode& node, const nlohmann::ordered_json& root);

}  // namespace connections::rules
