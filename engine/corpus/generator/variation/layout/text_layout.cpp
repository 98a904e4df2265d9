#include "corpus/generator/variation/layout/text_layout.h"

#include <algorithm>

#include <fmt/format.h>

#include "corpus/generator/variation/layout/fill.h"

namespace connections::corpus {
namespace {

std::string padded(const std::string& text, std::size_t width, char with = ' ') {
  const std::size_t have = characters(text);
  return have < width ? text + std::string(width - have, with) : text;
}

std::size_t widest_label(const std::vector<Row>& rows) {
  std::size_t width = 0;
  for (const Row& row : rows) width = std::max(width, characters(row.label));
  return width;
}

/// Three rows at a time: a line of labels over a line of values, at least three blanks apart.
std::string in_columns(const std::vector<Row>& rows) {
  std::string out;
  for (std::size_t first = 0; first < rows.size(); first += 3) {
    std::string labels, values;
    const auto end = std::min(first + 3, rows.size());
    for (std::size_t at = first; at < end; ++at) {
      const auto width = at + 1 == end ? 0 : std::max(characters(rows[at].label), characters(rows[at].value)) + 4;
      labels += padded(rows[at].label, width);
      values += padded(rows[at].value, width);
    }
    out += fmt::format("{}\n{}\n\n", labels, values);
  }
  return out;
}

std::string two_on_a_line(const std::vector<Row>& rows, const std::string& colon) {
  std::string out;
  for (std::size_t at = 0; at < rows.size(); ++at)
    out += rows[at].label + colon + rows[at].value + (at % 2 == 0 && at + 1 < rows.size() ? "     " : "\n");
  return out;
}

std::string one_row(const Row& row, TextLayout layout, const std::string& colon, std::size_t width) {
  const auto& [label, value] = row;
  switch (layout) {
    case TextLayout::kNextLine:
      return fmt::format("{}\n   {}\n", label, value);
    case TextLayout::kBelow:
      return fmt::format("{}\n{}\n\n", label, value);
    case TextLayout::kTab:
      return fmt::format("{}\t{}\n", label, value);
    case TextLayout::kAligned:
      return fmt::format("{}{}\n", padded(label, width), value);
    case TextLayout::kBullets:
      return fmt::format("- {}{}{}\n", label, colon, value);
    case TextLayout::kLeaders:
      return fmt::format("{} {}\n", padded(label + " ", width + 12, '.'), value);
    case TextLayout::kStars:
      return fmt::format("*{}:* {}\n", label, value);
    default:
      return fmt::format("{}{}{}\n", label, colon, value);
  }
}

std::string lay_out_rows(const std::vector<Row>& rows, TextLayout layout, const std::string& colon) {
  if (layout == TextLayout::kHeader) return in_columns(rows);
  if (layout == TextLayout::kPairs) return two_on_a_line(rows, colon);
  const std::size_t width = widest_label(rows) + 3;
  std::string out;
  for (const Row& row : rows) out += one_row(row, layout, colon, width);
  return out;
}

std::string lay_out_block(const Block& block, TextLayout layout, const std::string& colon) {
  switch (block.kind) {
    case Block::Kind::kHeading:
      return (layout == TextLayout::kStars ? "*" + block.text + "*" : block.text) + "\n\n";
    case Block::Kind::kRows:
      return lay_out_rows(block.rows, layout, colon) + "\n";
    case Block::Kind::kLink:
      return block.text + "\n" + block.url + "\n\n";
    default:
      return block.text + "\n\n";
  }
}

/// Without line breaks, as a converter writes that knows no blocks.
std::string on_one_line(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n')
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out + "\n";
}

}  // namespace

std::string lay_out_text(const Sheet& sheet, TextLayout layout, bool east_asian) {
  const std::string colon = east_asian && layout != TextLayout::kPairs ? "：" : ": ";
  std::string out;
  for (const Block& block : sheet.blocks)
    out += lay_out_block(block, layout == TextLayout::kCollapsed ? TextLayout::kColon : layout, colon);
  return layout == TextLayout::kCollapsed ? on_one_line(std::move(out)) : out;
}

}  // namespace connections::corpus
