#include "plugin/book_trial.h"

#include <functional>

#include <fmt/format.h>

#include "plugin/run_rule_test.h"
#include "rules/testing/parse_rule_test.h"

namespace connections::plugin {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kShown = 5;  ///< failures and diagnostics in the message; `rules test` shows all

/// A case that failed, and how to run it again with other rules.
struct Failure {
  rules::CaseResult result;
  std::function<rules::CaseResult(const rules::RuleBook&)> run;
};

bool failed(const rules::CaseResult& result) { return result.state == rules::CaseResult::State::kFailed; }

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
Result<void> blame_rules(std::vector<Failure> failures, const rules::LoadOptions& from) {
  if (!from.overrides.empty()) {
    rules::LoadOptions plain = from;
    plain.overrides.clear();
    if (const auto shipped = rules::load_rule_book(plain); shipped.book)
      std::erase_if(failures, [&](const Failure& one) { return !failed(one.run(*shipped.book)); });
  }
  if (failures.empty()) return {};
  std::string message = fmt::format("{} rule tests fail", failures.size());
  for (std::size_t i = 0; i < failures.size() && i < kShown; ++i) message += "\n" + shown(failures[i].result);
  return fail(Errc::kRuleTestFailed, std::move(message), {}, "connections rules test shows what each expected");
}

}  // namespace

Result<void> try_book(Parsers parsers, const rules::LoadOptions& from, std::chrono::milliseconds most) {
  const rules::RuleBook& book = parsers.book();
  const auto deadline = Clock::now() + most;
  const rules::RuleTests tests = rules::read_rule_tests(from.folders(), book);
  if (rules::has_errors(tests.diagnostics)) return std::unexpected(invalid_tests(tests));
  std::vector<std::function<rules::CaseResult(const rules::RuleBook&)>> cases;
  for (const rules::RuleCase& one : tests.cases)
    cases.emplace_back([&](const rules::RuleBook& rules) { return run_rule_test(parsers, rules, one); });
  for (const rules::MatchCase& one : tests.match_cases)
    cases.emplace_back([&one](const rules::RuleBook& rules) { return rules::run_match_case(rules, one); });
  std::vector<Failure> failures;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (Clock::now() >= deadline)
      return fail(Errc::kLimitExceeded,
                  fmt::format("{} of {} rule tests ran in the {} ms of a trial", i, cases.size(), most.count()), {},
                  "connections rules test runs them without a limit");
    if (auto result = cases[i](book); failed(result)) failures.push_back({std::move(result), cases[i]});
  }
  return blame_rules(std::move(failures), from);
}

}  // namespace connections::plugin
