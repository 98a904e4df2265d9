#include "rules/syntax/diagnostic.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/unicode.h"

namespace connections::rules {
namespace {

constexpr std::size_t kWholeLine = 160;     ///< bytes of a source line that is shown as it is
constexpr std::size_t kExcerptBytes = 100;  ///< that are shown of a longer one,
constexpr std::size_t kContextBytes = 40;   ///< so many of them before the caret

std::string_view word(Severity severity) { return severity == Severity::kError ? "error" : "warning"; }

std::string place(const Location& where) {
  if (where.line == 0) return where.file;
  return fmt::format("{}:{}:{}", where.file, where.line, where.column);
}

/// A file's own words on a terminal: no control characters (an escape sequence could paint over the message), a tab as
/// one column, bytes that are not UTF-8 as U+FFFD.
std::string replace_controls(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::take(text, at);
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    unicode::append(out, !control ? c : c == '\t' ? U' ' : U'?');
  }
  return out;
}

/// Columns on a terminal; Chinese, Japanese and Korean take two each.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size(); ++width) {
    const char32_t c = unicode::take(text, at);
    if ((c >= 0x1100 && c < 0x1160) || (c >= 0x2e80 && c < 0xa4d0) || (c >= 0xac00 && c < 0xd7a4) ||
        (c >= 0xff01 && c < 0xff61))
      ++width;
  }
  return width;
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Cut at the beginning of a character.
std::size_t cut_before(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && continues_character(text[at])) --at;
  return std::min(at, text.size());
}

/// A line with the bytes to underline, cut to what is around them.
struct Excerpt {
  std::string before, marked, after;
};

Excerpt excerpt_of(std::string_view line, int column, std::size_t length) {
  const std::size_t begin = std::min(static_cast<std::size_t>(std::max(column, 1)) - 1, line.size());
  const bool whole = line.size() <= kWholeLine;
  const std::size_t from = whole || begin <= kContextBytes ? 0 : cut_before(line, begin - kContextBytes);
  const std::size_t to = whole ? line.size() : cut_before(line, from + kExcerptBytes);
  const std::size_t end = std::min(begin + length, to);
  return {(from > 0 ? "…" : "") + std::string(line.substr(from, begin - from)),
          std::string(line.substr(begin, end - begin)),
          std::string(line.substr(end, to - end)) + (to < line.size() ? "…" : "")};
}

std::string caret_text(const Location& where, std::string_view line, std::size_t length, std::string_view suggestion) {
  const auto number = std::to_string(where.line);
  const std::string margin(number.size(), ' ');
  if (line.empty()) return suggestion.empty() ? "" : fmt::format("{} | {}\n", margin, suggestion);
  const Excerpt excerpt = excerpt_of(line, where.column, length);
  const std::size_t width = std::max<std::size_t>(width_of(excerpt.marked), 1);
  return fmt::format("{} | {}\n{} | {}^{}{}{}\n", number,
                     replace_controls(excerpt.before + excerpt.marked + excerpt.after), margin,
                     std::string(width_of(excerpt.before), ' '), std::string(width - 1, '~'),
                     suggestion.empty() ? "" : " ", suggestion);
}

std::string as_text(const Diagnostic& one) {
  std::string out = fmt::format("{}: {}[{}]: {}\n", place(one.where), word(one.severity()), to_string(one.code),
                                replace_controls(one.message));
  out += caret_text(one.where, one.source_line, one.length, one.suggestion);
  if (const auto& also = one.related)
    out += fmt::format("{}: note: {}\n{}", place(also->where), also->message,
                       caret_text(also->where, also->source_line, also->length, {}));
  return out;
}

/// GitHub's workflow commands want these characters of a message escaped.
std::string github_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '%')
      out += "%25";
    else if (c == '\n')
      out += "%0A";
    else if (c == '\r')
      out += "%0D";
    else
      out += c;
  }
  return out;
}

std::string as_github(const Diagnostic& one) {
  std::string message = one.message;
  if (!one.suggestion.empty()) message += "; " + one.suggestion;
  if (one.related) message += fmt::format("; {}: {}", one.related->message, place(one.related->where));
  return fmt::format("::{} file={},line={},col={},title={}::{}\n", word(one.severity()), one.where.file, one.where.line,
                     one.where.column, to_string(one.code), github_escaped(message));
}

nlohmann::ordered_json as_json(const Diagnostic& one) {
  nlohmann::ordered_json related;
  if (one.related)
    related = {{"message", one.related->message},
               {"file", one.related->where.file},
               {"line", one.related->where.line},
               {"column", one.related->where.column}};
  return {{"severity", word(one.severity())}, {"code", to_string(one.code)},  {"message", one.message},
          {"file", one.where.file},           {"line", one.where.line},       {"column", one.where.column},
          {"suggestion", one.suggestion},     {"related", std::move(related)}};
}

}  // namespace

std::string render(std::span<const Diagnostic> diagnostics, DiagnosticFormat format) {
  if (format == DiagnosticFormat::kJson) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Diagnostic& one : diagnostics) all.push_back(as_json(one));
    return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }
  std::string out;
  for (const Diagnostic& one : diagnostics) out += format == DiagnosticFormat::kText ? as_text(one) : as_github(one);
  return out;
}

bool has_errors(std::span<const Diagnostic> diagnostics) noexcept {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& one) { return one.severity() == Severity::kError; });
}

}  // namespace connections::rules
