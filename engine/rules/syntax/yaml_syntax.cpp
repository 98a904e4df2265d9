#include "rules/syntax/yaml_syntax.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace connections::rules {
namespace {

constexpr std::string_view kReserved = "*&!%@`";  ///< no unquoted text begins with these
constexpr std::string_view kSpace = " \t";

/// Reads a text line by line, up to the line where the parser gave up. Of mistakes that a parser may notice much later
/// it keeps the first, of the others the last.
class Scanner {
 public:
  void read_line(std::string_view line) {
    ++number_;
    line_ = line;
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    if (in_block_ && (indent == line.size() || indent > block_indent_)) return;
    in_block_ = false;
    std::size_t at = indent;
    if (quote_ == '\0') {
      if (at == line.size() || line[at] == '#') return;
      if (depth_ == 0) check_indent(indent);
      value_may_begin_ = true;
    }
    colon_seen_ = false;
    while (at < line.size() && !(quote_ == '\0' && begins_comment(at))) at = step(at);
    end_line();
  }

  /// Behind the last line: a quote that is still open.
  void end() {
    if (quote_ != '\0') note_open_quote();
  }

  std::optional<YamlSyntaxError> braces, open_quote, typographic;  ///< the first
  std::optional<YamlSyntaxError> indentation, colon, reserved;     ///< the last

 private:
  [[nodiscard]] bool begins_comment(std::size_t at) const {
    return line_[at] == '#' && (at == 0 || kSpace.find(line_[at - 1]) != std::string_view::npos);
  }
  [[nodiscard]] YamlSyntaxError here(std::size_t at, std::size_t length, std::string message,
                                     std::string suggestion = {}) const {
    return {number_, static_cast<int>(at) + 1, length, std::move(message), std::move(suggestion)};
  }
  void note_open_quote() {
    if (!open_quote) open_quote = open_quote_;
  }

  /// Passes over one character, a quoted text or the beginning of a value; gives the next position.
  std::size_t step(std::size_t at) {
    if (quote_ != '\0') return step_quoted(at);
    const char c = line_[at];
    if (kSpace.find(c) != std::string_view::npos) return at + 1;
    if (value_may_begin_) return begin_value(at);
    if (ends_key(at)) {
      if (colon_seen_ && depth_ == 0)
        colon = here(at, 1, "an unquoted text must not contain ': '", "write the text in quotes");
      colon_seen_ = true;
      value_may_begin_ = true;
    } else if (depth_ > 0 && (c == ']' || c == '}')) {
      --depth_;
    } else if (depth_ > 0 && c == ',') {
      value_may_begin_ = true;
    }
    return at + 1;
  }

  [[nodiscard]] bool ends_key(std::size_t at) const {
    return line_[at] == ':' && (at + 1 == line_.size() || kSpace.find(line_[at + 1]) != std::string_view::npos);
  }

  std::size_t begin_value(std::size_t at) {
    const char c = line_[at];
    const std::string_view rest = line_.substr(at);
    if (c == '-' && depth_ == 0 && (rest.size() == 1 || rest[1] == ' ')) {
      levels_.push_back(at + std::min(rest.find_first_not_of(' ', 1), rest.size()));
      return at + 1;
    }
    if (rest.starts_with("{{") && !braces)
      braces = here(at, 2, "a text that begins with '{{' must be quoted", "write '{{NAME}} …' in quotes");
    if (begins_with_typographic_quote(rest) && !typographic)
      typographic = here(at, 3, "typographic quotes do not quote in YAML", "write '…' or \"…\"");
    if (kReserved.find(c) != std::string_view::npos)
      reserved = here(at, 1, fmt::format("an unquoted text must not begin with '{}'", c), "write the text in quotes");
    if (c == ']' || c == '}') {
      depth_ = std::max(depth_ - 1, 0);
      value_may_begin_ = false;
    } else if (c == '[' || c == '{') {
      ++depth_;
    } else {
      value_may_begin_ = false;
      if (c == '\'' || c == '"') {
        quote_ = c;
        open_quote_ = here(at, 1, "missing closing quote");
        multi_line_ = false;
      }
      if (depth_ == 0 && (c == '|' || c == '>')) in_block_ = true;
    }
    return at + 1;
  }

  std::size_t step_quoted(std::size_t at) {
    if (quote_ == '"' && line_[at] == '\\') return at + 2;
    if (line_[at] != quote_) return at + 1;
    if (quote_ == '\'' && line_.substr(at, 2) == "''") return at + 2;
    quote_ = '\0';
    // A text over several lines is rare; one with more text behind its end was meant to end before.
    const auto next = line_.find_first_not_of(kSpace, at + 1);
    if (multi_line_ && next != std::string_view::npos &&
        std::string_view(",]}:#").find(line_[next]) == std::string::npos)
      note_open_quote();
    return at + 1;
  }

  void end_line() {
    if (quote_ != '\0') multi_line_ = true;
    block_indent_ = levels_.empty() ? 0 : levels_.back();
    const auto last = line_.find_last_not_of(kSpace);
    open_level_ = quote_ == '\0' && last != std::string_view::npos && (line_[last] == ':' || line_[last] == '-');
  }

  /// Levels are the columns of the keys and items around; a line begins at one of them, or deeper behind "key:".
  void check_indent(std::size_t indent) {
    const std::vector<std::size_t> around = levels_;
    while (!levels_.empty() && levels_.back() > indent) levels_.pop_back();
    const bool known = !levels_.empty() && levels_.back() == indent;
    const bool deeper = open_level_ || number_ == 1 || levels_.empty();
    if (!known && !deeper)
      indentation = here(indent, 1, fmt::format("inconsistent indentation of {} spaces", indent),
                         fmt::format("the lines above are indented by {}", fmt::join(around, ", ")));
    if (!known) levels_.push_back(indent);
  }

  std::string_view line_;
  int number_ = 0;
  std::vector<std::size_t> levels_;
  int depth_ = 0;  ///< of […] and {…}
  char quote_ = '\0';
  YamlSyntaxError open_quote_;
  bool multi_line_ = false, value_may_begin_ = false, colon_seen_ = false;
  bool open_level_ = true, in_block_ = false;
  std::size_t block_indent_ = 0;
};

/// The next line, without its end.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Where a tab indents a line (0-based).
std::optional<std::size_t> indenting_tab(std::string_view line) {
  const auto tab = line.find('\t');
  const bool indents = tab != std::string_view::npos && line.find_first_not_of(kSpace) > tab;
  return indents ? std::optional(tab) : std::nullopt;
}

}  // namespace

bool begins_with_typographic_quote(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 5> kQuotes{"“", "”", "„", "‘", "’"};
  return std::ranges::any_of(kQuotes, [&](std::string_view quote) { return text.starts_with(quote); });
}

std::optional<YamlSyntaxError> find_open_quote(std::string_view text) {
  Scanner scanner;
  while (!text.empty()) scanner.read_line(take_line(text));
  scanner.end();
  return scanner.open_quote;
}

YamlSyntaxError explain_yaml_error(std::string_view text, int line, int column, std::string_view parser_message) {
  Scanner scanner;
  std::string_view rest = text, last;
  for (int number = 1; number <= line && !rest.empty(); ++number) scanner.read_line(last = take_line(rest));
  if (rest.empty()) scanner.end();
  if (const auto tab = indenting_tab(last))
    return {line, static_cast<int>(*tab) + 1, 1, "tabs must not be used for indentation", "use spaces"};
  for (const auto* found : {&scanner.braces, &scanner.typographic, &scanner.open_quote})
    if (found->has_value()) return **found;
  for (const auto* found : {&scanner.indentation, &scanner.colon, &scanner.reserved})
    if (found->has_value() && (*found)->line == line) return **found;
  return {line, column, 1, fmt::format("invalid YAML: {}", parser_message)};
}

}  // namespace connections::rules
