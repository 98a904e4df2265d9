#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"
#include "model/extraction.h"
#include "rules/book/pack.h"
#include "rules/evaluation/part_texts.h"
#include "rules/evaluation/sighting.h"
#include "rules/evaluation/trace.h"

namespace connections::rules {

/// Chance that the mail is this platform's, by its `recognise` condition; 0 if it does not hold.
[[nodiscard]] Confidence recognise(const RuleBook& book, const Platform& platform, const mail::Mail& mail,
                                   const Signals& signals);

/// The most that `recognise` can give.
[[nodiscard]] Confidence most_sure(const Platform& platform);

/// The first condition that keeps a platform from recognising the mail, for a person; empty if it does.
[[nodiscard]] std::string why_not_recognised(const RuleBook& book, const Platform& platform, const mail::Mail& mail);

/// One evaluation in progress: sightings are gathered (by rules, and by a parser's code), then settled.
/// Pure: the same mail, signals and rule book give the same extraction. Not thread-safe; one a mail.
class Evaluation {
 public:
  /// `trace` may be null; explain and coverage pass one.
  Evaluation(const RuleBook& book, const mail::Mail& mail, Trace* trace = nullptr);
  ~Evaluation();

  void signal(std::string_view name, std::string_view value);
  /// Decides the kind among the platform's packs and runs the rules of the selected ones.
  /// Unknown platform: kNotFound.
  Result<void> apply(std::string_view platform);
  /// A value that code found. A guest's name that can be none is refused with a problem, as a rule's is.
  void add(Field field, Value value, Evidence evidence);

  [[nodiscard]] const std::vector<Sighting>& sightings() const noexcept;
  void drop(std::size_t sighting, std::string_view reason);
  void set_kind(MailKind kind, Permission may, Confidence confidence, std::string_view reason);
  void problem(std::string_view code, std::string_view message);

  /// Groups, pools and resolves; checks dates against each other, nights and weekdays. Ends the evaluation.
  [[nodiscard]] Extraction settle();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Everything that the platform's rules alone read out of a mail. Unknown platform: kNotFound. Pure.
[[nodiscard]] Result<Extraction> extract_by_rules(const RuleBook& book, const mail::Mail& mail,
                                                  std::string_view platform, Trace* trace = nullptr);

}  // namespace connections::rules
