#include "rules/language/diagnostic.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/unicode.h"

namespace connections::rules {
namespace {

constexpr std::size_t kLongestLine = 200;  ///< of a source line that is shown

constexpr CodeInfo kCodes[]{
    {1, "the file is not readable YAML: it does not parse, is empty, is not UTF-8, or holds two documents"},
    {2, "unknown key, or no such field"},
    {3, "a key stands twice"},
    {4, "anchors, aliases, tags and merge keys are not part of the language"},
    {5, "a required key is missing"},
    {6, "a value has the wrong type"},
    {7, "a word outside the allowed ones, or keys that do not go together"},
    {8, "RE2, or the language, refuses the expression"},
    {9, "there is no such macro, list or label"},
    {10, "a capture group is missing, or captured and not used"},
    {11, "an id, or an override of one key, stands twice"},
    {12, "too large, too deep, or too many"},
    {13, "a file, a folder or a locale is not there"},
    {14, "macros, includes or packs go round in a circle"},
    {15, "the file needs another version of the engine"},
    {16, "the target does not exist: a pack to extend, a platform, a rule or list to override"},
    {17, "YAML reads this word or number in two ways: quote it"},
    {18, "a test names a platform, pack, rule or field that is not there"},
    {19, "the mail of a test is not there, or is none"},
    {20, "a value or time of a test that its field cannot hold"},
    {21, "keys of a test that contradict each other"},
    {101, "slow: a large expression, an unbounded gap, or more expressions than the prefilter's memory holds"},
    {102, "a list or macro that nothing uses"},
    {103, "a rule is shadowed: another one reads the same and is at least as sure"},
    {104, "never: a condition that no mail can meet, or a pack that never runs"},
};

std::string_view word(Severity severity) { return severity == Severity::kError ? "error" : "warning"; }

std::string place(const Location& where) {
  if (where.line == 0) return where.file;
  return fmt::format("{}:{}:{}", where.file, where.line, where.column);
}

/// A file's own words on a terminal: no control characters (an escape sequence could paint over the message), a tab as
/// one column, bytes that are no UTF-8 as U+FFFD.
std::string harmless(std::string_view text) {
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

std::string as_text(const Diagnostic& one) {
  std::string out =
      fmt::format("{}: {}[R{:03}]: {}\n", place(one.where), word(one.severity), one.code, harmless(one.message));
  const auto number = std::to_string(one.where.line);
  if (!one.source_line.empty() && one.source_line.size() <= kLongestLine) {
    out += fmt::format("{} | {}\n", number, harmless(one.source_line));
    const std::string_view line = one.source_line;
    const std::size_t column = std::min(static_cast<std::size_t>(std::max(one.where.column, 1)) - 1, line.size());
    const std::size_t width = std::max<std::size_t>(width_of(line.substr(column, one.length)), 1);
    out += fmt::format("{} | {}^{}{}{}\n", std::string(number.size(), ' '),
                       std::string(width_of(line.substr(0, column)), ' '), std::string(width - 1, '~'),
                       one.suggestion.empty() ? "" : " ", one.suggestion);
  } else if (!one.suggestion.empty()) {
    out += fmt::format("{} | {}\n", std::string(number.size(), ' '), one.suggestion);
  }
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
  return fmt::format("::{} file={},line={},col={},title=R{:03}::{}\n", word(one.severity), one.where.file,
                     one.where.line, one.where.column, one.code,
                     github_escaped(one.suggestion.empty() ? one.message : one.message + "; " + one.suggestion));
}

nlohmann::ordered_json as_json(const Diagnostic& one) {
  return {{"severity", word(one.severity)}, {"code", fmt::format("R{:03}", one.code)},
          {"message", one.message},         {"file", one.where.file},
          {"line", one.where.line},         {"column", one.where.column},
          {"suggestion", one.suggestion}};
}

}  // namespace

std::span<const CodeInfo> all_codes() noexcept { return kCodes; }

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
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::kError; });
}

}  // namespace connections::rules
