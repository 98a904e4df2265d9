#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "rules/format/layout.h"
#include "rules/syntax/yaml_tree.h"

namespace connections::rules {

/// A comment as it is written in the file.
struct LayoutComment {
  std::size_t offset = 0;
  std::size_t column = 0;     ///< 0-based
  bool own_line = false;      ///< only spaces are before it
  bool blank_before = false;  ///< an empty line is above it
  std::string text;           ///< from the '#', without spaces at the end
};

/// Walks over the text of a file whose tree is known, from token to token, and keeps the comments between them.
class LayoutScanner {
 public:
  explicit LayoutScanner(std::string_view text);

  [[nodiscard]] std::size_t offset(int line, int column) const noexcept;
  [[nodiscard]] std::size_t column(std::size_t offset) const noexcept;
  [[nodiscard]] char at(std::size_t offset) const noexcept { return offset < text_.size() ? text_[offset] : '\0'; }
  [[nodiscard]] std::size_t cursor() const noexcept { return cursor_; }
  /// Whether `offset` is first on its line and the line above is empty and no part of a text.
  [[nodiscard]] bool blank_above(std::size_t offset) const noexcept;

  void skip_to(std::size_t offset);
  /// Moves behind the next `mark` outside of comments and gives its offset.
  [[nodiscard]] Result<std::size_t> skip_past(char mark);
  void skip_rest() { skip_to(text_.size()); }

  /// Reads the scalar at the cursor, whose value is known. `parent_column`: of the block around it.
  [[nodiscard]] Result<LayoutNode> scalar(std::string_view value, bool quoted, std::size_t parent_column);

  [[nodiscard]] const std::vector<LayoutComment>& comments() const noexcept { return comments_; }

 private:
  [[nodiscard]] std::size_t line_start(std::size_t offset) const noexcept;
  [[nodiscard]] std::size_t line_end(std::size_t offset) const noexcept;
  void comment();
  [[nodiscard]] Result<std::size_t> quoted_end() const;
  [[nodiscard]] Result<std::size_t> plain_end(std::string_view value) const;
  [[nodiscard]] LayoutNode block(std::size_t parent_column);
  [[nodiscard]] std::size_t block_indent(std::string_view header, std::size_t first_line,
                                         std::size_t parent_column) const;
  [[nodiscard]] std::unexpected<Error> lost() const;

  std::string_view text_;
  std::vector<std::size_t> line_starts_;
  std::vector<LayoutComment> comments_;
  std::size_t cursor_ = 0;
  std::size_t block_end_ = 0;  ///< behind the last block scalar, whose empty lines are its own
};

}  // namespace connections::rules
