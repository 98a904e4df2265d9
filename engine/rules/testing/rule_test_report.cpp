#include "rules/testing/rule_test_report.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connections::rules {
namespace {

using State = CaseResult::State;

std::size_t count(std::span<const CaseResult> results, State state) {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [&](const CaseResult& one) { return one.state == state; }));
}

std::string details(const CaseResult& result) {
  if (result.state == State::kTodoPassed) return "  it passes: take `todo` away\n";
  std::string out;
  for (const Mismatch& one : result.mismatches) {
    out += fmt::format("  {}\n    expected {}\n    got      {}\n", one.what, one.expected, one.got);
    for (const std::string& line : one.trace) out += fmt::format("      {}\n", line);
  }
  return out;
}

/// Text for XML 1.0, which has no place for most control characters.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
      out += c;
    else
      out += '?';
  }
  return out;
}

std::string junit_case(const CaseResult& result) {
  std::string out =
      fmt::format("    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"", escaped(result.test.platform),
                  escaped(result.test.name), escaped(result.test.where.file), result.test.where.line);
  if (result.state == State::kPassed) return out + "/>\n";
  if (result.state == State::kTodo) return out + "><skipped message=\"todo\"/></testcase>\n";
  const std::string what = result.mismatches.empty() ? "todo passed" : result.mismatches.front().what;
  return out +
         fmt::format("><failure message=\"{}\">{}</failure></testcase>\n", escaped(what), escaped(details(result)));
}

nlohmann::ordered_json as_json(const CaseResult& result) {
  nlohmann::ordered_json mismatches = nlohmann::ordered_json::array();
  for (const Mismatch& one : result.mismatches)
    mismatches.push_back({{"what", one.what}, {"expected", one.expected}, {"got", one.got}, {"trace", one.trace}});
  return {{"file", result.test.where.file},   {"line", result.test.where.line}, {"name", result.test.name},
          {"platform", result.test.platform}, {"state", name(result.state)},    {"mismatches", std::move(mismatches)}};
}

}  // namespace

std::string rule_tests_text(std::span<const CaseResult> results) {
  std::string out;
  for (const CaseResult& one : results)
    if (one.failed())
      out += fmt::format("{}:{}: {}: {}\n{}", one.test.where.file, one.test.where.line, name(one.state), one.test.name,
                         details(one));
  return out + fmt::format("{} cases: {} passed, {} failed, {} todo\n", results.size(), count(results, State::kPassed),
                           count(results, State::kFailed) + count(results, State::kTodoPassed),
                           count(results, State::kTodo));
}

std::string rule_tests_json(std::span<const CaseResult> results, const Coverage* coverage) {
  nlohmann::ordered_json cases = nlohmann::ordered_json::array();
  for (const CaseResult& one : results) cases.push_back(as_json(one));
  nlohmann::ordered_json all{{"total", results.size()},
                             {"passed", count(results, State::kPassed)},
                             {"failed", count(results, State::kFailed) + count(results, State::kTodoPassed)},
                             {"todo", count(results, State::kTodo)},
                             {"cases", std::move(cases)}};
  if (coverage != nullptr) all["coverage"] = coverage_json(*coverage);
  return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string rule_tests_junit(std::span<const CaseResult> results) {
  std::map<std::string, std::vector<const CaseResult*>> files;
  for (const CaseResult& one : results) files[one.test.where.file].push_back(&one);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"connections rules test\">\n";
  for (const auto& [file, cases] : files) {
    const auto failed = std::count_if(cases.begin(), cases.end(), [](const CaseResult* one) { return one->failed(); });
    const auto todo =
        std::count_if(cases.begin(), cases.end(), [](const CaseResult* one) { return one->state == State::kTodo; });
    out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\">\n", escaped(file),
                       cases.size(), failed, todo);
    for (const CaseResult* one : cases) out += junit_case(*one);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace connections::rules
