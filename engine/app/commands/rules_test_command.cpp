
#include <set>

#include <fmt/format.h>

#include "app/command.h"
#include "app/mail_file.h"
#include "app/paths.h"
#include "app/replace_file.h"
#include "plugin/registry.h"
#include "plugin/run_rule_test.h"
#include "rules/testing/coverage.h"
#include "rules/testing/parse_rule_test.h"
#include "rules/testing/rule_test_report.h"
#include "rules/testing/rule_test_update.h"

namespace connections::app {
namespace {

namespace fs = std::filesystem;

/// CPU time of one case. A slow machine or a sanitizer must not change a test's result.
constexpr std::size_t kCaseMilliseconds = 60'000;

constexpr Option kPaths{"PATH", "test files, or folders of them (default: the rules in force)", Option::Type::kTexts};
constexpr Option kFormat{
    .name = "--format", .doc = "text, json, or junit", .fallback = "text", .words = "text|json|junit"};
constexpr Option kCoverage{"--coverage", "say for each rule what the cases made it do", Option::Type::kFlag};
constexpr Option kMin{
    .name = "--min", .doc = "least coverage, in percent", .type = Option::Type::kDecimal, .least = 0, .most = 100};
constexpr Option kUpdate{"--update", "write the values that came into the test files", Option::Type::kFlag};

/// The parsers that production would use, over the active rules or the rules folder that was typed.
Result<std::unique_ptr<plugin::Registry>> open_registry(Context& context, const fs::path& rules) {
  auto options = TRY(context.registry_options());
  if (!rules.empty()) {
    options.rules.rules = rules;
    options.rules.further.clear();
  }
  options.rules.budgets.milliseconds = kCaseMilliseconds;
  return plugin::Registry::open(std::move(options));
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

void print(const Arguments& arguments, const std::vector<rules::CaseResult>& results, const rules::Coverage& coverage) {
  const std::string& format = arguments.text(kFormat);
  const bool measured = arguments.has(kCoverage) || arguments.has(kMin);
  if (format == "json")
    fmt::print("{}", rules::rule_tests_json(results, measured ? &coverage : nullptr));
  else if (format == "junit")
    fmt::print("{}", rules::rule_tests_junit(results));
  else
    fmt::print("{}{}", arguments.has(kCoverage) ? rules::coverage_text(coverage) : "", rules::rule_tests_text(results));
}

int finish(const Arguments& arguments, const std::vector<rules::CaseResult>& results, const rules::Coverage& coverage) {
  print(arguments, results, coverage);
  bool good = true;
  for (const auto& result : results) good = good && !result.failed();
  if (arguments.has(kMin) && coverage.percent() < arguments.decimal(kMin)) {
    fmt::print(stderr, "connections: coverage is {:.1f} %, below the {} % of --min\n", coverage.percent(),
               arguments.decimal(kMin));
    good = false;
  }
  return good ? kDone : kFailed;
}

int run_test(Context& context, const Arguments& arguments) {
  const std::vector<fs::path> paths(arguments.texts(kPaths).begin(), arguments.texts(kPaths).end());
  const auto load = context.load_options();
  if (!load) return report(load.error());
  const bool own = paths.size() == 1 && is_rules_folder(paths[0]) && !is_further(*load, paths[0]);
  const auto registry = open_registry(context, own ? paths[0] : fs::path());
  if (!registry) return report(registry.error());
  plugin::Parsers parsers = (*registry)->parsers();
  const rules::RuleBook& book = parsers.book();
  const bool all = own || paths.empty();
  const rules::RuleTests tests = rules::read_rule_tests(!all || own ? paths : load->folders(), book);
  if (rules::has_errors(tests.diagnostics)) {
    fmt::print(stderr, "{}", rules::render(tests.diagnostics, rules::DiagnosticFormat::kText));
    return kFailed;
  }
  std::vector<rules::CaseResult> results;
  std::set<std::string> platforms;
  for (const rules::RuleCase& test : tests.cases) {
    if (!all) platforms.insert(test.platform);
    results.push_back(plugin::run_rule_test(parsers, book, test));
  }
  for (const rules::MatchCase& test : tests.match_cases) results.push_back(rules::run_match_case(book, test));
  if (arguments.has(kUpdate)) {
    const auto changed = update_files(tests, results);
    if (!changed) return report(changed.error());
    fmt::print(stderr, "connections: {} values updated; run again to see what is left\n", *changed);
  }
  return finish(arguments, results, rules::measure_coverage(book, results, platforms));
}

constexpr Command kCommands[]{
    {.path = "rules test",
     .summary = "Run the cases of *.test.yaml files through the parsers and rules",
     .options = {&kPaths, &kFormat, &kCoverage, &kMin, &kUpdate},
     .examples = "Examples:  connections rules test\n           connections rules test rules/airbnb --coverage\n"
                 "           connections rules test my-rules --format junit --min 100\n\n"
                 "A mail is read as in production, by the platform's shared object if it has one. A PATH that is a\n"
                 "whole rules folder is tested with its own rules. Exit code 1: a case fails, a todo\n"
                 "passes, a test file is wrong, or fewer than --min percent of the rules have a positive and a\n"
                 "negative case.",
     .run = run_test},
};

}  // namespace

std::span<const Command> rules_test_commands() { return kCommands; }

}  // namespace connections::app
