#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace connections::view {

/// Columns of a terminal that a text takes: wide East Asian characters take two, combining marks none.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

/// The text with control characters shown as '·', so that no mail can draw on a terminal.
[[nodiscard]] std::string printable(std::string_view cell);

/// A plain table for people: a header, a rule, one line a row, columns two spaces apart. Control characters
/// of cells are shown as '·', so that no mail can draw on a terminal.
class Table {
 public:
  explicit Table(std::vector<std::string> header);
  void add(std::vector<std::string> row);
  [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
  [[nodiscard]] std::string to_string() const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace connections::view
