#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "mail/mail.h"
#include "model/error.h"
#include "model/extraction.h"
#include "rules/book/pack.h"
#include "rules/evaluation/trace.h"

namespace connections::rules {

/// The place of a scalar in its test file, so that `--update` can write a new one there. 1-based, bytes.
struct TestPlace {
  int line = 0;
  int column = 0;
  std::size_t length = 0;  ///< of the value as parsed
  bool quoted = false;
};

/// A value that a case wants.
struct Expectation {
  Field field;
  Value value;
  std::optional<double> at_least;  ///< least confidence
  std::vector<std::string> by;     ///< rules that must be among its evidence
  bool disputed = false;           ///< the value is there, but a person must look
  TestPlace place;                 ///< of the value
};

/// One rule test: a mail, and what must and must not be read out of it.
struct RuleCase {
  std::string name;
  Location where;  ///< of the case
  std::string platform;
  std::string raw;                  ///< the mail, RFC 822
  std::optional<Instant> received;  ///< absent: the mail's own Date
  std::optional<MailKind> kind;
  TestPlace kind_place;
  std::string pack;      ///< the pack that the case is about; may be empty
  bool selected = true;  ///< whether `pack` must take the mail
  std::vector<Expectation> expect;
  std::vector<Field> absent;        ///< fields that must not be accepted
  std::vector<std::string> covers;  ///< rules that must not match: their negative example
  bool todo = false;                ///< known to fail
};

/// One thing that is not as the case says.
struct Mismatch {
  std::string what;  ///< a field's name, "kind", "pack", "covers" or "mail"
  std::string expected, got;
  std::vector<std::string> trace;  ///< why, one line each
  std::optional<TestPlace> place;  ///< of the expected scalar, where replacing it with `actual` would settle it
  std::string actual;
};

struct CaseResult {
  enum class State : std::uint8_t { kPassed, kFailed, kTodo, kTodoPassed };
  RuleCase test;
  State state = State::kPassed;
  std::vector<Mismatch> mismatches;
  Extraction extraction;
  Trace trace;
  /// kTodoPassed is a failure too: a case that passes is not a todo any more.
  [[nodiscard]] bool failed() const noexcept { return state == State::kFailed || state == State::kTodoPassed; }
};
/// Sets the state from the mismatches and whether it is a todo.
void settle(CaseResult& result) noexcept;
[[nodiscard]] std::string_view name(CaseResult::State state) noexcept;  ///< "passed", "failed", "todo", "todo passed"

/// Reads a mail of a platform. Production passes its parsers (plugin/run_rule_test.h), so that a case sees what a mail
/// in production does; extract_by_rules() reads by rules alone.
using Extract = std::function<Result<Extraction>(const mail::Mail& mail, std::string_view platform, Trace* trace)>;

/// Reads the case's mail with `extract` and compares. A mail that cannot be parsed, and a parser that failed, are
/// mismatches. Throws nothing.
[[nodiscard]] CaseResult run_rule_case(const RuleBook& book, RuleCase test, const Extract& extract);

/// Whether the pack's rules ran over the mail, or it decided the kind.
[[nodiscard]] bool took(const CaseResult& result, std::string_view pack);

}  // namespace connections::rules
