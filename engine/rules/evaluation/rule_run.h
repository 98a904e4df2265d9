#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "rules/book/pack.h"
#include "rules/evaluation/part_texts.h"
#include "rules/evaluation/sighting.h"
#include "rules/evaluation/trace.h"
#include "rules/values/reading.h"

namespace connections::rules {

/// Runs the rules of packs over a mail and gathers what they put forward. One a mail.
class RuleRun {
 public:
  /// `words`: of all locales, which names are checked with.
  RuleRun(const Budgets& budgets, const Locales& words, PartTexts& texts, Trace* trace);
  void run(const Pack& pack);
  [[nodiscard]] std::vector<Sighting>& sightings() noexcept { return sightings_; }
  /// The budget that ran out, as a sentence; empty if none did.
  [[nodiscard]] const std::string& budget_problem() const noexcept { return budget_problem_; }
  [[nodiscard]] std::size_t stays() const noexcept { return stays_; }

 private:
  using RuleNumbers = std::vector<std::size_t>;  ///< into the rules of the pack
  void run_part(const Pack& pack, const PartRef& ref, const RuleNumbers& rules);
  void run_label(const Pack& pack, const PartRef& ref, const RuleNumbers& rules);
  void say_of_all(const Pack& pack, const PartRef& ref, const RuleNumbers& rules, TraceStep::Outcome outcome,
                  const std::string& detail);
  /// `text` begins at byte `begin` of the part; only it is searched. `match`: the first one in it.
  void run_rule(const Pack& pack, const Rule& rule, const PartRef& ref, const PartText& part, std::string_view text,
                std::optional<Match> match, std::size_t begin = 0);
  bool take_match(const Pack& pack, const Rule& rule, const PartRef& ref, const PartText& part, const Match& match);
  bool emit(const Pack& pack, const Rule& rule, const PartRef& ref, const PartText& part, const Match& match,
            const Emit& emit, std::string& refusal);
  void step(const Pack& pack, const Rule& rule, TraceStep::Outcome outcome, const PartRef& ref, Span span,
            std::string detail);
  bool out_of_budget();

  const Budgets& budgets_;
  const Locales& words_;
  PartTexts& texts_;
  Trace* trace_;
  ReadingContext context_;
  std::vector<Sighting> sightings_;
  std::string budget_problem_;
  std::size_t stays_ = 0;
  std::chrono::nanoseconds deadline_;  ///< in reading_time: a busy machine changes no result
};

}  // namespace connections::rules
