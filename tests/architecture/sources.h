#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "support/files.h"

namespace connections::test {

/// Every C and C++ file below a folder of the checkout, sorted.
inline std::vector<std::filesystem::path> sources_below(const std::string& folder) {
  std::vector<std::filesystem::path> found;
  const auto root = std::filesystem::path(CONNECTIONS_SOURCE_DIR) / folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const auto kind = entry.path().extension();
    if (kind == ".h" || kind == ".cpp" || kind == ".c") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// "rules/evaluation/evaluator.cpp" for …/engine/rules/evaluator.cpp.
inline std::string below_engine(const std::filesystem::path& file) {
  return std::filesystem::relative(file, std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "engine").string();
}

}  // namespace connections::test
