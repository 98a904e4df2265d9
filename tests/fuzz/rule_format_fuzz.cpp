// Any bytes are laid out or refused: never a crash, the layout is stable, and what it says is what was said.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "rules/format/rule_format.h"
#include "rules/syntax/report.h"

using namespace connections;

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

rules::YamlNode tree_of(std::string_view text) {
  std::vector<rules::Diagnostic> diagnostics;
  auto root = rules::parse_yaml(text, "fuzz.yaml", diagnostics);
  demand(root && diagnostics.empty());
  return std::move(*root);
}

/// Equal but for the order of keys: an independent look at what the formatter promises.
bool same(const rules::YamlNode& one, const rules::YamlNode& other) {
  return one.type == other.type && one.value == other.value &&
         std::equal(one.items.begin(), one.items.end(), other.items.begin(), other.items.end(), same) &&
         one.entries.size() == other.entries.size() &&
         std::all_of(one.entries.begin(), one.entries.end(), [&](const rules::YamlEntry& entry) {
           const rules::YamlNode* found = other.find(entry.key);
           return found != nullptr && same(entry.value, *found);
         });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<rules::Diagnostic> diagnostics;
  const auto once = rules::format_rule_file(bytes, "fuzz.yaml", diagnostics);
  if (!once) return 0;
  demand(diagnostics.empty() && same(tree_of(bytes), tree_of(*once)));
  const auto twice = rules::format_rule_file(*once, "fuzz.yaml", diagnostics);
  demand(twice && *twice == *once);
  return 0;
}
