#include "rules/testing/rule_test.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/testing/rule_test_trace.h"

namespace connections::rules {
namespace {

std::string shown(const Fact* fact) {
  if (fact == nullptr) return "nothing";
  return fmt::format("\"{}\" ({} at {:.3f}{})", to_string(fact->value),
                     fact->state == FactState::kAccepted ? "accepted" : "disputed", fact->confidence.value(),
                     fact->reason.empty() ? "" : ": " + fact->reason);
}

/// The fact of the mail; where it has none, the stay of a list that says what is wanted, or the first stay's.
const Fact* find_fact(const Extraction& extraction, Field field, const Value* wanted) {
  if (const Fact* fact = extraction.find(field)) return fact;
  const Fact* first = nullptr;
  for (const Stay& stay : extraction.stays)
    for (const Fact& fact : stay.facts) {
      if (fact.field != field) continue;
      if (wanted != nullptr && same_value(fact.value, *wanted)) return &fact;
      if (first == nullptr) first = &fact;
    }
  return first;
}

std::vector<std::string> missing_rules(const Expectation& want, const Fact& fact) {
  std::vector<std::string> missing;
  const auto& evidence = fact.candidates.front().evidence;
  for (const std::string& rule : want.by)
    if (std::none_of(evidence.begin(), evidence.end(), [&](const Evidence& one) { return one.rule == rule; }))
      missing.push_back(rule);
  return missing;
}

class Judge {
 public:
  Judge(const RuleBook& book, CaseResult& result) : book_(book), result_(result) {}

  void judge() {
    kind();
    pack();
    for (const Expectation& want : result_.test.expect) field(want);
    for (const Field field : result_.test.absent) absent(field);
    for (const std::string& rule : result_.test.covers) covered(rule);
  }

 private:
  void kind() {
    const auto wanted = result_.test.kind;
    if (!wanted || *wanted == result_.extraction.kind) return;
    const std::string got(name(result_.extraction.kind));
    result_.mismatches.push_back({.what = "kind",
                                  .expected = std::string(name(*wanted)),
                                  .got = got,
                                  .trace = trace_of_packs(result_),
                                  .place = result_.test.kind_place,
                                  .actual = got});
  }

  void pack() {
    const RuleCase& test = result_.test;
    if (test.pack.empty() || took(result_, test.pack) == test.selected) return;
    result_.mismatches.push_back(
        {.what = "pack",
         .expected = fmt::format("{} {} the mail", test.pack, test.selected ? "takes" : "does not take"),
         .got = test.selected ? "it does not" : "it does",
         .trace = trace_of_packs(result_),
         .place = {},
         .actual = {}});
  }

  void field(const Expectation& want) {
    const Fact* fact = find_fact(result_.extraction, want.field, &want.value);
    std::string expected = fmt::format("\"{}\"", to_string(want.value));
    if (fact == nullptr || !same_value(fact->value, want.value))
      return wrong(want.field, expected, shown(fact), fact == nullptr ? std::nullopt : std::optional(want.place),
                   fact == nullptr ? "" : to_string(fact->value));
    if ((fact->state == FactState::kDisputed) != want.disputed)
      return wrong(want.field, expected + (want.disputed ? ", disputed" : ", accepted"), shown(fact));
    if (want.at_least && fact->confidence.value() < *want.at_least)
      return wrong(want.field, fmt::format("{} at {} or more", expected, *want.at_least), shown(fact));
    if (const auto missing = missing_rules(want, *fact); !missing.empty())
      wrong(want.field, fmt::format("{} by {}", expected, fmt::join(missing, ", ")), shown(fact) + " by other rules");
  }

  void absent(Field field) {
    const Fact* fact = find_fact(result_.extraction, field, nullptr);
    if (fact != nullptr && fact->state == FactState::kAccepted) wrong(field, "nothing accepted", shown(fact));
  }

  void covered(const std::string& rule) {
    for (const TraceStep& step : result_.trace.steps)
      if (step.rule == rule && step.outcome == TraceStep::Outcome::kMatched) {
        result_.mismatches.push_back({.what = "covers",
                                      .expected = rule + " puts nothing forward",
                                      .got = "it matched",
                                      .trace = {line_of(step)},
                                      .place = {},
                                      .actual = {}});
        return;
      }
  }

  void wrong(Field field, std::string expected, std::string got, std::optional<TestPlace> place = {},
             std::string actual = {}) {
    result_.mismatches.push_back({.what = std::string(name(field)),
                                  .expected = std::move(expected),
                                  .got = std::move(got),
                                  .trace = trace_of_field(result_, field),
                                  .place = place,
                                  .actual = std::move(actual)});
  }

  const RuleBook& book_;
  CaseResult& result_;
};

Mismatch unread(std::string expected, const Error& error) {
  return {
      .what = "mail", .expected = std::move(expected), .got = to_string(error), .trace = {}, .place = {}, .actual = {}};
}

/// False: the mail is not one, or its parser failed; the mismatch says so.
bool read_mail(const RuleBook& book, CaseResult& result, const Extract& extract) {
  mail::ParseOptions options;
  options.received = result.test.received;
  options.words = book.forward_words;
  const auto mail = mail::Mail::parse(result.test.raw, options);
  if (!mail) return result.mismatches.push_back(unread("a mail", mail.error())), false;
  auto extraction = extract(*mail, result.test.platform, &result.trace);
  if (!extraction) return result.mismatches.push_back(unread("a platform that is read", extraction.error())), false;
  result.extraction = std::move(*extraction);
  return true;
}

}  // namespace

std::string_view name(CaseResult::State state) noexcept {
  static constexpr std::array<std::string_view, 4> kNames{"passed", "failed", "todo", "todo passed"};
  return kNames[static_cast<std::size_t>(state)];
}

bool took(const CaseResult& result, std::string_view pack) {
  return std::ranges::find(result.trace.packs, pack) != result.trace.packs.end();
}

CaseResult run_rule_case(const RuleBook& book, RuleCase test, const Extract& extract) {
  CaseResult result;
  result.test = std::move(test);
  if (read_mail(book, result, extract)) Judge(book, result).judge();
  settle(result);
  return result;
}

void settle(CaseResult& result) noexcept {
  const bool right = result.mismatches.empty();
  if (result.test.todo)
    result.state = right ? CaseResult::State::kTodoPassed : CaseResult::State::kTodo;
  else
    result.state = right ? CaseResult::State::kPassed : CaseResult::State::kFailed;
}

}  // namespace connections::rules
