#include "plugin/book_trial.h"

#include <fmt/format.h>

#include "plugin/run_rule_test.h"
#include "rules/testing/parse_rule_test.h"

namespace connections::plugin {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kShown = 5;  ///< failures and diagnostics in the message; `rules test` shows all

bool fails(Parsers& parsers, const rules::RuleBook& book, const rules::RuleCase& test) {
  return run_rule_test(parsers, book, test).state == rules::CaseResult::State::kFailed;
}

/// "airbnb/stay.test.yaml:12:3 'two guests': guest_count". What the mail says stays out of logs.
std::string shown(const rules::CaseResult& result) {
  const auto& where = result.test.where;
  std::string text = fmt::format("{}:{}:{} '{}':", where.file, where.line, where.column, result.test.name);
  for (const rules::Mismatch& one : result.mismatches) text += " " + one.what;
  return text;
}

Error invalid_tests(const rules::RuleTests& tests) {
  std::vector<rules::Diagnostic> errors;
  for (const auto& one : tests.diagnostics)
    if (one.severity() == rules::Severity::kError && errors.size() < kShown) errors.push_back(one);
  return {Errc::kRulesInvalid,
          "the rule tests cannot be read\n" + rules::render(errors, rules::DiagnosticFormat::kText),
          {},
          "connections rules test shows all of them"};
}

/// Of the cases that failed, those that fail without the site's overrides too.
Result<void> blame_rules(Parsers& parsers, std::vector<rules::CaseResult> failed, const rules::LoadOptions& from) {
  if (!from.overrides.empty()) {
    rules::LoadOptions plain = from;
    plain.overrides.clear();
    if (const auto shipped = rules::load_rule_book(plain); shipped.book)
      std::erase_if(failed, [&](const rules::CaseResult& one) { return !fails(parsers, *shipped.book, one.test); });
  }
  if (failed.empty()) return {};
  std::string message = fmt::format("{} rule tests fail", failed.size());
  for (std::size_t i = 0; i < failed.size() && i < kShown; ++i) message += "\n" + shown(failed[i]);
  return fail(Errc::kRuleTestFailed, std::move(message), {}, "connections rules test shows what each expected");
}

}  // namespace

Result<void> try_book(Parsers parsers, const rules::LoadOptions& from, std::chrono::milliseconds most) {
  const rules::RuleBook& book = parsers.book();
  const auto deadline = Clock::now() + most;
  const rules::RuleTests tests = rules::read_rule_tests({from.rules}, book);
  if (rules::has_errors(tests.diagnostics)) return std::unexpected(invalid_tests(tests));
  std::vector<rules::CaseResult> failed;
  for (std::size_t i = 0; i < tests.cases.size(); ++i) {
    if (Clock::now() >= deadline)
      return fail(Errc::kLimitExceeded,
                  fmt::format("{} of {} rule tests ran in the {} ms of a trial", i, tests.cases.size(), most.count()),
                  {}, "connections rules test runs them without a limit");
    auto result = run_rule_test(parsers, book, tests.cases[i]);
    if (result.state == rules::CaseResult::State::kFailed) failed.push_back(std::move(result));
  }
  return blame_rules(parsers, std::move(failed), from);
}

}  // namespace connections::plugin
