#include "rules/format/layout.h"
#include "rules/format/layout_comments.h"
#include "rules/format/layout_scanner.h"

namespace connections::rules {
namespace {

using Type = YamlNode::Type;

/// Builds the layout along the tree, which says where every token stands.
class LayoutReader {
 public:
  explicit LayoutReader(const RuleSource& source) : scanner_(source.text) {}

  Result<LayoutNode> node(const YamlNode& tree, bool in_flow, std::size_t parent_column) {
    const std::size_t at = scanner_.offset(tree.line, tree.column);
    if (tree.type == Type::kScalar) {
      if (!tree.value.empty() || tree.quoted) scanner_.skip_to(at);
      return scanner_.scalar(tree.value, tree.quoted, parent_column);
    }
    const char open = tree.type == Type::kList ? '[' : '{';
    const bool bracket = scanner_.at(at) == open;
    LayoutNode made;
    made.type = tree.type;
    made.flow = bracket || in_flow;
    made.begin = at;
    if (bracket) {
      scanner_.skip_to(at);
      if (const auto past = scanner_.skip_past(open); !past) return std::unexpected(past.error());
    }
    const auto filled = tree.type == Type::kList ? items(tree, made) : entries(tree, made);
    if (!filled) return std::unexpected(filled.error());
    if (bracket)
      if (const auto past = scanner_.skip_past(open == '[' ? ']' : '}'); !past) return std::unexpected(past.error());
    made.end = scanner_.cursor();
    return made;
  }

  Result<Layout> file(const YamlNode& root) {
    auto read = node(root, false, 0);
    if (!read) return std::unexpected(read.error());
    scanner_.skip_rest();
    Layout layout;
    layout.root = std::move(*read);
    attach_comments(scanner_.comments(), layout);
    return layout;
  }

 private:
  Result<void> items(const YamlNode& tree, LayoutNode& made) {
    made.slots.reserve(tree.items.size());
    for (const YamlNode& item : tree.items) {
      LayoutSlot slot;
      if (const auto found = begin_item(slot, item, made.flow); !found) return found;
      if (const auto filled = fill(slot, item, made.flow); !filled) return filled;
      made.slots.push_back(std::move(slot));
    }
    return {};
  }

  Result<void> begin_item(LayoutSlot& slot, const YamlNode& item, bool in_flow) {
    if (in_flow) {
      const bool nothing = item.type == Type::kScalar && item.value.empty() && !item.quoted;
      slot.begin = nothing ? scanner_.cursor() : scanner_.offset(item.line, item.column);
      return {};
    }
    const auto dash = scanner_.skip_past('-');
    if (!dash) return std::unexpected(dash.error());
    slot.begin = *dash;
    return {};
  }

  Result<void> entries(const YamlNode& tree, LayoutNode& made) {
    made.slots.reserve(tree.entries.size());
    for (const YamlEntry& entry : tree.entries) {
      LayoutSlot slot;
      slot.name = entry.key;
      slot.begin = scanner_.offset(entry.line, entry.column);
      scanner_.skip_to(slot.begin);
      if (const auto read = key(slot); !read) return read;
      if (const auto filled = fill(slot, entry.value, made.flow); !filled) return filled;
      made.slots.push_back(std::move(slot));
    }
    return {};
  }

  Result<void> key(LayoutSlot& slot) {
    const char first = scanner_.at(slot.begin);
    const bool quoted = first == '\'' || first == '"';
    const auto read = scanner_.scalar(slot.name, quoted, 0);
    if (!read) return std::unexpected(read.error());
    slot.key = read->text;
    if (slot.key.empty()) return fail(Errc::kRulesInvalid, "a key is empty or written in a way that is not followed");
    return {};
  }

  /// The slot's own place, and what is in it.
  Result<void> fill(LayoutSlot& slot, const YamlNode& tree, bool in_flow) {
    slot.column = scanner_.column(slot.begin);
    slot.blank_above = scanner_.blank_above(slot.begin);
    auto read = node(tree, in_flow, slot.column);
    if (!read) return std::unexpected(read.error());
    slot.node = std::move(*read);
    return {};
  }

  LayoutScanner scanner_;
};

}  // namespace

Result<Layout> read_layout(const RuleSource& source) { return LayoutReader(source).file(source.root); }

}  // namespace connections::rules
