#include "rules/format/layout_scanner.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/format/scalar_text.h"

namespace connections::rules {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return is_blank(c) || c == '\n'; }
bool all_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_blank); }

std::size_t spaces_before(std::string_view line) {
  const auto found = line.find_first_not_of(' ');
  return found == std::string_view::npos ? line.size() : found;
}

}  // namespace

LayoutScanner::LayoutScanner(std::string_view text) : text_(text), line_starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') line_starts_.push_back(i + 1);
}

std::size_t LayoutScanner::offset(int line, int column) const noexcept {
  const auto index = std::min(static_cast<std::size_t>(line - 1), line_starts_.size() - 1);
  return std::min(line_starts_[index] + static_cast<std::size_t>(column - 1), text_.size());
}

std::size_t LayoutScanner::line_start(std::size_t offset) const noexcept {
  return *std::prev(std::upper_bound(line_starts_.begin(), line_starts_.end(), offset));
}
std::size_t LayoutScanner::line_end(std::size_t offset) const noexcept {
  return std::min(text_.find('\n', offset), text_.size());
}
std::size_t LayoutScanner::column(std::size_t offset) const noexcept { return offset - line_start(offset); }

bool LayoutScanner::blank_above(std::size_t offset) const noexcept {
  const std::size_t start = line_start(offset);
  if (start == 0 || !all_blank(text_.substr(start, offset - start))) return false;
  const std::size_t above = line_start(start - 1);
  return above >= block_end_ && all_blank(text_.substr(above, start - 1 - above));
}

std::unexpected<Error> LayoutScanner::lost() const {
  const auto line = std::upper_bound(line_starts_.begin(), line_starts_.end(), cursor_) - line_starts_.begin();
  return fail(Errc::kRulesInvalid, fmt::format("line {} is written in a way that the formatter does not follow", line),
              {}, "write it more plainly");
}

void LayoutScanner::comment() {
  const std::size_t end = line_end(cursor_);
  std::size_t last = end;
  while (is_space(at(last - 1)) || at(last - 1) == '\r') --last;
  const std::size_t start = line_start(cursor_);
  comments_.push_back({.offset = cursor_,
                       .column = cursor_ - start,
                       .own_line = all_blank(text_.substr(start, cursor_ - start)),
                       .blank_before = blank_above(cursor_),
                       .text = std::string(text_.substr(cursor_, last - cursor_))});
  cursor_ = end;
}

void LayoutScanner::skip_to(std::size_t offset) {
  while (cursor_ < offset) at(cursor_) == '#' ? comment() : void(++cursor_);
}

Result<std::size_t> LayoutScanner::skip_past(char mark) {
  while (cursor_ < text_.size()) {
    if (at(cursor_) == mark) return cursor_++;
    at(cursor_) == '#' ? comment() : void(++cursor_);
  }
  return lost();
}

Result<LayoutNode> LayoutScanner::scalar(std::string_view value, bool quoted, std::size_t parent_column) {
  LayoutNode node;
  const char first = at(cursor_);
  if (quoted && (first == '|' || first == '>')) {
    node = block(parent_column);
    block_end_ = cursor_;
  } else if (!value.empty() || quoted) {  // else there is nothing, or a word for nothing: null, ~
    const auto end = TRY(quoted ? quoted_end() : plain_end(value));
    node.begin = cursor_;
    node.text = scalar_text(text_.substr(cursor_, end - cursor_), value, quoted);
    cursor_ = end;
  }
  node.end = cursor_;
  return node;
}

Result<std::size_t> LayoutScanner::quoted_end() const {
  const char quote = at(cursor_);
  if (quote != '\'' && quote != '"') return lost();
  for (std::size_t i = cursor_ + 1; i < text_.size(); ++i) {
    if (quote == '"' && text_[i] == '\\')
      ++i;
    else if (text_[i] == quote && quote == '\'' && at(i + 1) == quote)
      ++i;
    else if (text_[i] == quote)
      return i + 1;
  }
  return lost();
}

/// Follows the value through the text; where lines were folded, their spaces differ.
Result<std::size_t> LayoutScanner::plain_end(std::string_view value) const {
  std::size_t from = 0, end = cursor_;
  while (from < value.size()) {
    if (at(end) == value[from] && end < text_.size()) {
      ++from;
      ++end;
      continue;
    }
    if (!is_space(at(end)) || end >= text_.size()) return lost();
    while (is_space(at(end))) ++end;
    while (from < value.size() && is_space(value[from])) ++from;
  }
  return end;
}

std::size_t LayoutScanner::block_indent(std::string_view header, std::size_t first_line,
                                        std::size_t parent_column) const {
  const auto digit = header.find_first_of("123456789");
  if (digit != std::string_view::npos) return parent_column + static_cast<std::size_t>(header[digit] - '0');
  for (std::size_t at = first_line; at < text_.size(); at = line_end(at) + 1) {
    const auto line = text_.substr(at, line_end(at) - at);
    if (spaces_before(line) < line.size()) return std::max(spaces_before(line), parent_column + 1);
  }
  return parent_column + 1;
}

LayoutNode LayoutScanner::block(std::size_t parent_column) {
  LayoutNode node;
  node.block = true;
  node.begin = cursor_;
  const std::string_view header = text_.substr(cursor_, text_.find_first_of(" \t\n", cursor_) - cursor_);
  skip_to(line_end(cursor_));  // a comment behind the header
  const std::size_t first = cursor_ + 1;
  const std::size_t indent = block_indent(header, first, parent_column);
  std::size_t kept = 0;  // lines up to the last that is not empty
  for (std::size_t at = first; at < text_.size(); at = line_end(at) + 1) {
    const auto line = text_.substr(at, line_end(at) - at);
    const bool empty = spaces_before(line) == line.size() && line.size() <= indent;
    if (!empty && spaces_before(line) < indent) break;
    node.lines.emplace_back(line.size() > indent ? line.substr(indent) : "");
    if (empty && header.find('+') == std::string_view::npos) continue;
    kept = node.lines.size();
    cursor_ = line_end(at);
  }
  node.lines.resize(kept);
  node.text = block_header(header, node.lines);
  return node;
}

}  // namespace connections::rules
