#include "view/csv.h"

namespace connections::view {
namespace {

/// What spreadsheets begin a formula with; a tab or a line break before it is skipped by some.
bool is_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r\n|").find(cell.front()) != std::string_view::npos;
}

std::string quoted_cell(std::string_view cell) {
  std::string out = "\"";
  if (is_formula(cell)) out += '\'';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    const bool plain = cell.find_first_of("\",\r\n") == std::string::npos && !is_formula(cell);
    line += plain ? cell : quoted_cell(cell);
  }
  return line + "\r\n";
}

}  // namespace connections::view
