#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/field.h"
#include "model/part.h"

namespace connections::rules {

/// Why a rule yielded what it did. One step a rule and part that was looked at.
struct TraceStep {
  enum class Outcome : std::uint8_t {
    kNoMatch,
    kMatched,       ///< and put a value forward
    kVetoed,        ///< a `reject` took it back
    kWrongSpeaker,  ///< matched text that the platform did not speak
    kUnreadable,    ///< matched, but the text is not a date, count or amount
    kDisabled,      ///< by a site override
    kNoPart,        ///< the mail has no such part, or no such label
    kDropped,       ///< read, and taken back by other values of the mail
  };
  std::string pack;
  std::string rule;
  Outcome outcome = Outcome::kNoMatch;
  PartRef part;
  Span span;
  std::string detail;  ///< the condition that failed, the veto, the unreadable text, what stands beside the label
  std::vector<Field> fields;  ///< what the rule reads
};
[[nodiscard]] std::string_view name(TraceStep::Outcome outcome) noexcept;

/// One pack's selection: which condition decided, or the first one that failed.
struct TraceSelection {
  std::string pack;
  bool selected = false;
  double confidence = 0.0;
  std::string detail;
};

/// What one parser said when it was asked whether the mail is its platform's.
struct TraceClaim {
  std::string platform;
  double confidence = 0.0;
  std::string detail;  ///< why not, or the failure; empty if it claims the mail
};

/// Filled by an Evaluation on request. Costs time: production does without, `explain` and coverage ask.
struct Trace {
  std::vector<TraceClaim> claims;  ///< in the order they were asked; empty if the platform was given
  std::vector<TraceSelection> selections;
  std::vector<std::string> packs;  ///< whose rules ran: of the kind that was decided, and those shared by it
  std::vector<TraceStep> steps;
  std::vector<std::string> overrides;  ///< of the packs that ran: what the site changed, and why
};

}  // namespace connections::rules
