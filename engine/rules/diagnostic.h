#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/pack.h"

namespace connections::rules {

enum class Severity : std::uint8_t { kError, kWarning };

/// One finding about a rule file. Codes are stable (R001 …) and listed in rules/README.md.
struct Diagnostic {
  Severity severity = Severity::kError;
  int code = 0;             ///< 2 prints as R002
  std::string message;      ///< one sentence
  Location where;           ///< 1-based
  std::size_t length = 1;   ///< bytes to underline
  std::string source_line;  ///< the line itself, for the caret
  std::string suggestion;   ///< "did you mean 'confidence'?"; may be empty
};

enum class DiagnosticFormat : std::uint8_t { kText, kJson, kGithub };

/// rules/a.yaml:14:5: error[R002]: unknown key 'confidnce' …, with the line and a caret.
[[nodiscard]] std::string render(std::span<const Diagnostic> diagnostics, DiagnosticFormat format);
[[nodiscard]] bool has_errors(std::span<const Diagnostic> diagnostics) noexcept;

}  // namespace connections::rules
