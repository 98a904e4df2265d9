#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/syntax/diagnostic.h"

namespace connections::rules {

/// Limits of one rule file. Real files have 200 lines; a larger one is a mistake or an attack.
inline constexpr std::size_t kYamlBytes = 1u << 20;
inline constexpr std::size_t kYamlDepth = 32;
inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";  ///< Windows editors write it; it is skipped
[[nodiscard]] std::string too_large(std::size_t bytes);             ///< the message about a longer one

struct YamlEntry;

/// One node of a strict YAML file with its place. The subset: one document, no anchors, aliases, tags, merge keys or
/// duplicate keys.
struct YamlNode {
  enum class Type : std::uint8_t { kScalar, kList, kMap };
  Type type = Type::kScalar;
  std::string value;               ///< kScalar
  bool quoted = false;             ///< kScalar: '…', "…" or a block; then it is text whatever it looks like
  int line = 0, column = 0;        ///< 1-based, bytes; a block scalar's is that of its '|'
  std::vector<YamlNode> items;     ///< kList
  std::vector<YamlEntry> entries;  ///< kMap, in the order of the file
  bool broken = false;             ///< was reported; parsers skip it

  /// The value of a key; nullptr if the key is not there, or its value broken.
  [[nodiscard]] const YamlNode* find(std::string_view key) const noexcept;
  [[nodiscard]] bool has(std::string_view key) const noexcept;  ///< broken or not
};
struct YamlEntry {
  std::string key;
  int line = 0, column = 0;
  YamlNode value;
};

/// Parses a file in UTF-8, with or without a byte order mark; every mistake goes to `diagnostics` (R001, R003, R004,
/// R012). Empty only if nothing usable was read.
[[nodiscard]] std::optional<YamlNode> parse_yaml(std::string_view text, const std::string& file,
                                                 std::vector<Diagnostic>& diagnostics);

}  // namespace connections::rules
