#pragma once

#include <cstdint>
#include <string>
#include <vector>

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
  };
  std::string pack;
  std::string rule;
  Outcome outcome = Outcome::kNoMatch;
  PartRef part;
  Span span;
  std::string detail;  ///< the condition that failed, the veto, the unreadable text
};
[[nodiscard]] std::string_view name(TraceStep::Outcome outcome) noexcept;

/// One pack's selection: which condition decided.
struct TraceSelection {
  std::string pack;
  bool selected = false;
  double confidence = 0.0;
  std::string detail;
};

/// Filled by an Evaluation on request. Costs time: production does without, `explain` and coverage ask.
struct Trace {
  std::vector<TraceSelection> selections;
  std::vector<std::string> packs;  ///< whose rules ran: of the kind that was decided, and those shared by it
  std::vector<TraceStep> steps;
  std::vector<std::string> overrides;  ///< of the packs that ran: what the site changed, and why
};

}  // namespace connections::rules
