#include "rule_folder.h"

#include "rules/testing/parse_rule_test.h"

namespace connections::test {
namespace {

constexpr std::string_view kMark = "# file: ";
constexpr std::string_view kPlatform = R"(schema: 1
platform: inn
name: Inn
trusted_domains: [inn.example]
recognise: { part: from.address, domain: inn.example }
)";

/// The next mark at the start of a line, or the end.
std::size_t next_mark(std::string_view text, std::size_t from) {
  for (auto at = text.find(kMark, from); at != std::string_view::npos; at = text.find(kMark, at + 1))
    if (at == 0 || text[at - 1] == '\n') return at;
  return text.size();
}

}  // namespace

RuleFolder::RuleFolder(std::string_view sections) {
  write_file(folder_.path() / "rules/inn/platform.yaml", kPlatform);
  std::size_t at = next_mark(sections, 0);
  if (at > 0 || sections.empty()) write_file(folder_.path() / "rules/inn/confirmed.yaml", sections.substr(0, at));
  while (at < sections.size()) {
    const auto line = sections.find('\n', at);
    const std::string_view name = sections.substr(at + kMark.size(), line - at - kMark.size());
    at = next_mark(sections, line);
    write_file(folder_.path() / name, sections.substr(line + 1, at - line - 1));
  }
}

rules::LoadOutcome RuleFolder::load(const rules::Budgets& budgets) const {
  const auto rules = folder_.path() / "rules";
  auto outcome = rules::load_rule_book({.rules = rules,
                                        .overrides = folder_.path() / "config/rules.d",
                                        .engine_version = "0.1.0",
                                        .budgets = budgets,
                                        .only = {}});
  if (!outcome.book) return outcome;
  auto tests = rules::read_rule_tests({rules}, *outcome.book);
  std::move(tests.diagnostics.begin(), tests.diagnostics.end(), std::back_inserter(outcome.diagnostics));
  return outcome;
}

}  // namespace connections::test
