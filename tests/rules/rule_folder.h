#pragma once

#include <string>
#include <string_view>

#include "rules/language/load_rule_book.h"
#include "support/files.h"

namespace connections::test {

/// A rules folder made of one text: `# file: rules/inn/words.yaml` on a line of its own begins a file, and what stands
/// before the first such line is rules/inn/confirmed.yaml. A platform "inn" is there unless the text brings its own.
class RuleFolder {
 public:
  explicit RuleFolder(std::string_view sections);
  /// Loads rules/ and config/rules.d/, and the tests in rules/ if the book is good.
  [[nodiscard]] rules::LoadOutcome load(const rules::Budgets& budgets = {}) const;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return folder_.path(); }

 private:
  TempFolder folder_;
};

[[nodiscard]] inline std::filesystem::path golden(std::string_view name) {
  return std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "tests/rules/errors" / name;
}

}  // namespace connections::test
