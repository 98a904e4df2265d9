#include "app/commands/rules_test_command.h"

#include <set>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/mail_file.h"
#include "app/paths.h"
#include "app/replace_file.h"
#include "rules/testing/coverage.h"
#include "rules/testing/parse_rule_test.h"
#include "rules/testing/rule_test_report.h"
#include "rules/testing/rule_test_update.h"

namespace connections::app {
namespace {

namespace fs = std::filesystem;

/// CPU time of one case. A slow machine or a sanitizer must not change a test's result.
constexpr std::size_t kCaseMilliseconds = 60'000;

struct TestOptions {
  std::vector<fs::path> paths;
  std::string format = "text";
  bool coverage = false;
  std::optional<double> min;
  bool update = false;
};

/// The book, or nullptr after its errors were printed. A path that is itself a rules folder is loaded instead of the
/// rules in force.
rules::RuleBookPtr load_book(rules::LoadOptions load) {
  load.budgets.milliseconds = kCaseMilliseconds;
  const rules::LoadOutcome outcome = rules::load_rule_book(load);
  if (!outcome.book) fmt::print(stderr, "{}", rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText));
  return outcome.book;
}

/// Rewrites test files in place. The case's file as shown is the one that was read.
Result<std::size_t> update_files(const rules::RuleTests& tests, const std::vector<rules::CaseResult>& results) {
  std::size_t changed = 0;
  for (const auto& [path, shown] : tests.files) {
    auto text = TRY(read_bytes(path));
    const std::size_t before = changed;
    const std::string updated = rules::updated_rule_test(std::move(text), shown, results, changed);
    if (changed == before) continue;
    TRY(replace_file(path, updated));
  }
  return changed;
}

void print(const TestOptions& options, const std::vector<rules::CaseResult>& results, const rules::Coverage& coverage,
           bool measured) {
  if (options.format == "json")
    fmt::print("{}", rules::rule_tests_json(results, measured ? &coverage : nullptr));
  else if (options.format == "junit")
    fmt::print("{}", rules::rule_tests_junit(results));
  else
    fmt::print("{}{}", options.coverage ? rules::coverage_text(coverage) : "", rules::rule_tests_text(results));
}

int finish(const TestOptions& options, const std::vector<rules::CaseResult>& results, const rules::Coverage& coverage) {
  print(options, results, coverage, options.coverage || options.min);
  bool good = true;
  for (const auto& result : results) good = good && !result.failed();
  if (options.min && coverage.percent() < *options.min) {
    fmt::print(stderr, "connections: coverage is {:.1f} %, below the {} % of --min\n", coverage.percent(),
               *options.min);
    good = false;
  }
  return good ? kDone : kFailed;
}

int run_test(Context& context, const TestOptions& options) {
  auto load = context.load_options();
  if (!load) return report(load.error());
  const bool own = options.paths.size() == 1 && is_rules_folder(options.paths[0]);
  if (own) load->rules = options.paths[0];
  const auto book = load_book(*load);
  if (book == nullptr) return kFailed;
  const bool all = own || options.paths.empty();
  const rules::RuleTests tests = rules::read_rule_tests(all ? std::vector{load->rules} : options.paths, *book);
  if (rules::has_errors(tests.diagnostics)) {
    fmt::print(stderr, "{}", rules::render(tests.diagnostics, rules::DiagnosticFormat::kText));
    return kFailed;
  }
  std::vector<rules::CaseResult> results;
  std::set<std::string> platforms;
  for (const rules::RuleCase& test : tests.cases) {
    if (!all) platforms.insert(test.platform);
    results.push_back(rules::run_rule_case(*book, test));
  }
  if (options.update) {
    const auto changed = update_files(tests, results);
    if (!changed) return report(changed.error());
    fmt::print(stderr, "connections: {} values updated; run again to see what is left\n", *changed);
  }
  return finish(options, results, rules::measure_coverage(*book, results, platforms));
}

}  // namespace

void add_rules_test(CLI::App& rules, Context& context, Action& chosen) {
  auto options = std::make_shared<TestOptions>();
  auto* test = rules.add_subcommand("test", "Run the cases of *.test.yaml files against the rules");
  test->footer(
      "Examples:  connections rules test\n           connections rules test rules/airbnb --coverage\n"
      "           connections rules test my-rules --format junit --min 100\n\n"
      "A PATH that is a whole rules folder is tested with its own rules. Exit code 1: a case fails, a todo passes,\n"
      "a test file is wrong, or fewer than --min percent of the rules have a positive and a negative case.");
  test->add_option("PATH", options->paths, "test files, or folders of them (default: the rules in force)");
  test->add_option("--format", options->format, "text, json, or junit")
      ->check(CLI::IsMember({"text", "json", "junit"}))
      ->capture_default_str();
  test->add_flag("--coverage", options->coverage, "say for each rule what the cases made it do");
  test->add_option("--min", options->min, "least coverage, in percent")->check(CLI::Range(0.0, 100.0));
  test->add_flag("--update", options->update, "write the values that came into the test files");
  test->callback(
      [&context, &chosen, options] { chosen = [&context, options] { return run_test(context, *options); }; });
}

}  // namespace connections::app
