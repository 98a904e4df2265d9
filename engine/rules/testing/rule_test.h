#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/extraction.h"
#include "rules/book/pack.h"
#include "rules/evaluation/trace.h"

namespace connections::rules {

/// Where a scalar stands in its test file, so that `--update` can write a new one there. 1-based, bytes.
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
  std::string pack;      ///< the pack the case is about; may be empty
  bool selected = true;  ///< whether `pack` must take the mail
  std::vector<Expectation> expect;
  std::vector<Field> absent;        ///< fields that must not be accepted
  std::vector<std::string> covers;  ///< rules that must put nothing forward: their negative example
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
  /// kTodoPassed is a failure too: a case that passes is no todo any more.
  [[nodiscard]] bool failed() const noexcept { return state == State::kFailed || state == State::kTodoPassed; }
};
/// Sets the state from the mismatches and whether it is a todo.
void settle(CaseResult& result) noexcept;
[[nodiscard]] std::string_view name(CaseResult::State state) noexcept;  ///< "passed", "failed", "todo", "todo passed"

/// Reads the case's mail with the rules alone: no parser's code runs, but an X-Template header is the signal
/// "template", as Airbnb's parser makes it. Pure; throws nothing.
[[nodiscard]] CaseResult run_rule_case(const RuleBook& book, RuleCase test);

/// Whether the pack's rules ran over the mail, or it decided the kind.
[[nodiscard]] bool took(const CaseResult& result, std::string_view pack);

}  // namespace connections::rules
