#include "rules/diagnostic.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connections::rules {
namespace {

constexpr std::size_t kLongestLine = 200;  ///< of a source line that is shown

std::string_view word(Severity severity) { return severity == Severity::kError ? "error" : "warning"; }

std::string place(const Location& where) {
  if (where.line == 0) return where.file;
  return fmt::format("{}:{}:{}", where.file, where.line, where.column);
}

std::string as_text(const Diagnostic& one) {
  std::string out = fmt::format("{}: {}[R{:03}]: {}\n", place(one.where), word(one.severity), one.code, one.message);
  const auto number = std::to_string(one.where.line);
  if (!one.source_line.empty() && one.source_line.size() <= kLongestLine) {
    out += fmt::format("{} | {}\n", number, one.source_line);
    const auto column = static_cast<std::size_t>(std::max(one.where.column, 1)) - 1;
    const std::size_t room = one.source_line.size() > column ? one.source_line.size() - column : 1;
    const std::size_t tail = std::min(std::max<std::size_t>(one.length, 1), room) - 1;
    out += fmt::format("{} | {}^{}{}{}\n", std::string(number.size(), ' '), std::string(column, ' '),
                       std::string(tail, '~'), one.suggestion.empty() ? "" : " ", one.suggestion);
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
