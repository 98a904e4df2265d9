#include "rules/format/layout_writer.h"

#include <algorithm>
#include <optional>

#include "rules/format/layout_shape.h"
#include "rules/format/scalar_text.h"

namespace connections::rules {
namespace {

using Type = YamlNode::Type;
using Lines = std::vector<std::string>;

constexpr std::size_t kIndent = 2;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool has_comments(const LayoutNode& node) {
  return !node.closing.empty() || std::any_of(node.slots.begin(), node.slots.end(), [](const LayoutSlot& slot) {
    return !slot.above.empty() || !slot.beside.empty() || has_comments(slot.node);
  });
}

/// Appends `more`, indented; empty lines stay empty.
void append(Lines& lines, const Lines& more, std::size_t indent) {
  for (const std::string& line : more) lines.push_back(line.empty() ? line : std::string(indent, ' ') + line);
}

/// The node on one line, whatever its width; none for blocks and for what holds comments.
std::optional<std::string> on_one_line(const LayoutNode& node, const LayoutShape& shape) {
  if (node.type == Type::kScalar) {
    if (node.block) return std::nullopt;
    const bool plain = !node.text.empty() && node.text[0] != '\'' && node.text[0] != '"';
    return shape.expression && plain ? in_single_quotes(node.text) : node.text;
  }
  if (!node.flow || has_comments(node)) return std::nullopt;
  std::string text;
  for (const LayoutSlot* slot : shape.ordered(node)) {
    const auto value = on_one_line(slot->node, shape.below(*slot));
    if (!value) return std::nullopt;
    if (!text.empty()) text += ", ";
    if (node.type == Type::kMap)
      text += slot->key + ": " + *value;
    else
      text += value->empty() ? "~" : *value;
  }
  if (node.type == Type::kList) return '[' + text + ']';
  return text.empty() ? "{}" : "{ " + text + " }";
}

Lines write_slots(const LayoutNode& node, const LayoutShape& shape, std::size_t column);

/// "- " and a block on the same line; comments at its top go above the dash.
Lines item(const LayoutSlot& slot, const Lines& below) {
  Lines lines = slot.beside;
  const auto first =
      std::find_if(below.begin(), below.end(), [](const std::string& line) { return !line.empty() && line[0] != '#'; });
  append(lines, Lines(below.begin(), first), 0);
  if (first == below.end()) return lines;
  lines.push_back("- " + *first);
  append(lines, Lines(first + 1, below.end()), kIndent);
  return lines;
}

/// One comment goes to the end of the first line; more, gathered from several lines, above it.
Lines with_comments(Lines lines, const LayoutSlot& slot) {
  if (slot.beside.empty()) return lines;
  lines.front() += "  " + slot.beside.back();
  lines.insert(lines.begin(), slot.beside.begin(), slot.beside.end() - 1);
  return lines;
}

Lines write_slot(const LayoutSlot& slot, Type container, const LayoutShape& shape, std::size_t column) {
  const std::string lead = container == Type::kMap ? slot.key + ':' : "-";
  if (const auto text = on_one_line(slot.node, shape)) {
    const std::string line = text->empty() ? lead : lead + ' ' + *text;
    const bool splits = slot.node.type != Type::kScalar && !slot.node.slots.empty();
    if (!splits || column + characters(line) <= kLayoutColumns) return with_comments({line}, slot);
  }
  Lines lines{lead};
  if (slot.node.block) {
    lines.front() += ' ' + slot.node.text;
    append(lines, slot.node.lines, kIndent);
    return with_comments(std::move(lines), slot);
  }
  const Lines below = write_slots(slot.node, shape, column + kIndent);
  if (container == Type::kList) return item(slot, below);
  append(lines, below, kIndent);
  return with_comments(std::move(lines), slot);
}

/// The lines of a list or map whose slots begin at `column`.
Lines write_slots(const LayoutNode& node, const LayoutShape& shape, std::size_t column) {
  Lines lines;
  for (const LayoutSlot* slot : shape.ordered(node)) {
    Lines above = slot->above;
    if (slot->blank_above) above.emplace_back();
    const bool first = lines.empty();  // no empty line at the beginning of a block
    const auto begin =
        first ? std::find_if(above.begin(), above.end(), [](auto& line) { return !line.empty(); }) : above.begin();
    append(lines, Lines(begin, above.end()), 0);
    append(lines, write_slot(*slot, node.type, shape.below(*slot), column), 0);
  }
  append(lines, node.closing, 0);
  return lines;
}

}  // namespace

std::string write_layout(const Layout& layout, std::string_view kind) {
  std::string text;
  for (const std::string& line : layout.header) text += line + '\n';
  for (const std::string& line : write_slots(layout.root, {.object = &object_spec(kind)}, 0)) text += line + '\n';
  return text;
}

}  // namespace connections::rules
