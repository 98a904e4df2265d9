#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/error.h"
#include "rules/syntax/rule_source.h"

namespace connections::rules {

struct LayoutSlot;

/// A node of a rule file with what writing it anew needs besides its value.
struct LayoutNode {
  YamlNode::Type type = YamlNode::Type::kScalar;
  bool flow = false;               ///< a list or map in brackets
  bool block = false;              ///< a scalar behind | or >
  std::string text;                ///< kScalar: as written, on one line; of a block its header. Empty: there is nothing
  std::vector<std::string> lines;  ///< of a block, without the indentation they share
  std::vector<LayoutSlot> slots;   ///< kMap: entries; kList: items
  std::vector<std::string> closing;  ///< comment lines behind the last slot; "" is an empty line
  std::size_t begin = 0, end = 0;    ///< offsets in the file; `end` is behind the last byte
};

/// An entry of a map or an item of a list: what comments and empty lines belong to.
struct LayoutSlot {
  std::string key;   ///< of an entry, as written
  std::string name;  ///< of an entry, as parsed
  LayoutNode node;
  std::vector<std::string> above;   ///< comment lines before it; "" is an empty line
  bool blank_above = false;         ///< an empty line is right before it
  std::vector<std::string> beside;  ///< comments at the end of its line
  std::size_t begin = 0;            ///< offset in the file of its key or dash
  std::size_t column = 0;           ///< 0-based, of `begin`
};

/// A rule file taken apart.
struct Layout {
  std::vector<std::string> header;    ///< comment lines before anything else; "" is an empty line
  std::vector<std::string> comments;  ///< every comment, sorted: to prove that none was lost
  LayoutNode root;
};

/// Takes apart a file that parsed without a diagnostic: UTF-8, lines end in \n. kRulesInvalid: YAML that can be parsed
/// but is too strange to be followed, such as keys over several lines.
[[nodiscard]] Result<Layout> read_layout(const RuleSource& source);

}  // namespace connections::rules
