#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rules/book/location.h"
#include "rules/syntax/diagnostic_code.h"

namespace connections::rules {

/// A second place that explains a diagnostic, such as where a name was defined before.
struct RelatedPlace {
  std::string message;  ///< "first defined here"
  Location where;
  std::size_t length = 1;
  std::string source_line = {};
};

/// One finding about a rule file.
struct Diagnostic {
  Code code;
  std::string message;           ///< one sentence, lower case, without a full stop
  Location where = {};           ///< 1-based, columns in bytes; line 0: the whole file
  std::size_t length = 1;        ///< bytes to underline
  std::string source_line = {};  ///< the line itself, for the caret; empty: it is not shown
  std::string suggestion = {};   ///< "did you mean 'confidence'?"; may be empty
  std::optional<RelatedPlace> related = {};

  [[nodiscard]] Severity severity() const noexcept { return severity_of(code); }
};

enum class DiagnosticFormat : std::uint8_t { kText, kJson, kGithub };

/// rules/a.yaml:14:5: error[R002]: unknown key 'confidnce' …, with the line and a caret; of a long line, what is
/// around the caret.
[[nodiscard]] std::string render(std::span<const Diagnostic> diagnostics, DiagnosticFormat format);
[[nodiscard]] bool has_errors(std::span<const Diagnostic> diagnostics) noexcept;

}  // namespace connections::rules
