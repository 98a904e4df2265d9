#include "view/table.h"

#include <algorithm>

#include "model/unicode.h"

namespace connections::view {
namespace {

constexpr std::string_view kGap = "  ";

void append_row(std::string& out, const std::vector<std::string>& row, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line += kGap;
    line += row[i];
    line.append(widths[i] - display_width(row[i]), ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line;
  out += '\n';
}

}  // namespace

std::string printable(std::string_view cell) {
  std::string out;
  for (std::size_t at = 0; at < cell.size();) {
    const char32_t c = unicode::take(cell, at);
    const bool control =
        c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    unicode::append(out, control ? U'·' : c);
  }
  return out;
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += unicode::width(unicode::take(text, at));
  return width;
}

Table::Table(std::vector<std::string> header) : header_(std::move(header)) {}

void Table::add(std::vector<std::string> row) {
  row.resize(header_.size());
  for (std::string& cell : row) cell = printable(cell);
  rows_.push_back(std::move(row));
}

std::string Table::to_string() const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    widths.push_back(display_width(header_[i]));
    for (const auto& row : rows_) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string out;
  append_row(out, header_, widths);
  std::vector<std::string> rule;
  for (const std::size_t width : widths) {
    rule.emplace_back();
    for (std::size_t i = 0; i < width; ++i) rule.back() += "─";
  }
  append_row(out, rule, widths);
  for (const auto& row : rows_) append_row(out, row, widths);
  return out;
}

}  // namespace connections::view
