#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "rules/book/pack.h"
#include "rules/syntax/diagnostic.h"

namespace connections::rules {

struct LoadOptions {
  std::filesystem::path rules;      ///< rules/: common/, <platform>/…
  std::filesystem::path overrides;  ///< config/rules.d; empty or absent: none
  /// Rule folders of one's own beside `rules`: platforms that it does not have. What they include from a folder that
  /// they do not have themselves, such as ../common/, is taken from `rules`.
  std::vector<std::filesystem::path> further = {};
  std::string engine_version;  ///< checked against `requires: { engine: … }`
  Budgets budgets;
  /// Files and folders whose diagnostics are wanted; empty: all. The whole book is loaded in any case.
  std::vector<std::filesystem::path> only = {};
  /// Empty: everything is checked. Else the book is for use: no test files are read and no warnings given, and
  /// expressions are compiled only if no note of this folder (checked_expressions.h) says that RE2 takes them.
  std::filesystem::path notes = {};

  /// `rules` and `further`.
  [[nodiscard]] std::vector<std::filesystem::path> folders() const;
};

/// The book, or what is wrong with it. Diagnostics hold every error and warning, sorted by place; `book` is null
/// if there is an error, also in a file that `only` leaves out.
struct LoadOutcome {
  RuleBookPtr book;
  std::vector<Diagnostic> diagnostics;
};

/// Collect all files → resolve includes → apply overrides → validate everything → freeze.
/// The order of files and keys never changes the result. Reads files; throws nothing.
[[nodiscard]] LoadOutcome load_rule_book(const LoadOptions& options);

}  // namespace connections::rules
