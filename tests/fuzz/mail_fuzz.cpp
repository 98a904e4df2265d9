// Any bytes are a mail or an error, and every shipped platform's rules can read it within their budgets.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "mail/mail.h"
#include "rules/evaluation/evaluator.h"
#include "rules/language/load_rule_book.h"

using namespace connections;

namespace {

const rules::RuleBook& shipped() {
  static const rules::LoadOutcome outcome =
      rules::load_rule_book({.rules = std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules",
                             .overrides = {},
                             .engine_version = "0.1.0",
                             .budgets = {},
                             .only = {}});
  if (!outcome.book) std::abort();
  return *outcome.book;
}

void demand(bool holds) {
  if (!holds) std::abort();
}

/// Evidence holds the bytes that it points to.
void check(const Extraction& result) {
  for (const Fact& fact : result.facts)
    for (const Candidate& candidate : fact.candidates)
      for (const Evidence& one : candidate.evidence) {
        demand(one.span.begin <= one.span.end && one.captured.size() == one.span.size());
        demand(one.raw.begin <= one.raw.end);
      }
}

}  // namespace

/// Loading the rules takes longer than a mail may.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  (void)shipped();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  mail::ParseOptions options;
  options.words = shipped().forward_words;
  const auto mail = mail::Mail::parse(raw, options);
  if (!mail) return 0;
  for (const rules::Platform& platform : shipped().platforms) {
    const Confidence sure = rules::recognise(shipped(), platform, *mail, {});
    demand(sure.value() >= 0 && sure.value() <= Confidence::kMax);
    rules::Evaluation evaluation(shipped(), *mail, nullptr);
    demand(evaluation.apply(platform.id).has_value());
    check(evaluation.settle());
  }
  return 0;
}
