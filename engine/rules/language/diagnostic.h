#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/book/location.h"

namespace connections::rules {

enum class Severity : std::uint8_t { kError, kWarning };

/// What a code is about. Codes are stable: one is never given another meaning.
struct CodeInfo {
  int code;               ///< 2 prints as R002; from 101 on a warning
  std::string_view says;  ///< for the table in rules/README.md
};
[[nodiscard]] std::span<const CodeInfo> all_codes() noexcept;

/// One finding about a rule file.
struct Diagnostic {
  Severity severity = Severity::kError;
  int code = 0;             ///< one of all_codes()
  std::string message;      ///< one sentence
  Location where;           ///< 1-based, columns in bytes; line 0: the whole file
  std::size_t length = 1;   ///< bytes to underline
  std::string source_line;  ///< the line itself, for the caret
  std::string suggestion;   ///< "did you mean 'confidence'?"; may be empty
};

enum class DiagnosticFormat : std::uint8_t { kText, kJson, kGithub };

/// rules/a.yaml:14:5: error[R002]: unknown key 'confidnce' …, with the line and a caret.
[[nodiscard]] std::string render(std::span<const Diagnostic> diagnostics, DiagnosticFormat format);
[[nodiscard]] bool has_errors(std::span<const Diagnostic> diagnostics) noexcept;

}  // namespace connections::rules
