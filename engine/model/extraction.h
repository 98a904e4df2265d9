#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/confidence.h"
#include "model/field.h"
#include "model/kind.h"
#include "model/part.h"
#include "model/value.h"

namespace connections {

/// One sighting of one value: which rule read which bytes.
struct Evidence {
  std::string rule;       ///< rule id, or "plugin:<id>" for a value that code found
  std::string pack;       ///< pack id; empty for code
  std::string pack_hash;  ///< SHA-256 of the pack (hex); stored with the fact
  PartRef part;
  Span span;              ///< in the normalised part
  Span raw;               ///< in the decoded part as archived (see mail/offset_map.h)
  std::string captured;   ///< the bytes of `span`
  Confidence confidence;  ///< of this sighting alone
  std::size_t group = 0;  ///< evidence of one group counts once, at its maximum
};

/// One value that was put forward for a field, with all that speaks for it.
struct Candidate {
  Value value;
  Confidence pooled;  ///< noisy-or over the groups
  Confidence share;   ///< after competition with the other values and "none"
  std::vector<Evidence> evidence;
};

enum class FactState : std::uint8_t {
  kAccepted,
  kDisputed,  ///< below the threshold, too close to a rival, or contradicted; forces review
};

/// What is believed about one field, and why.
struct Fact {
  Field field;
  Value value;
  Confidence confidence;  ///< the winner's share
  FactState state = FactState::kAccepted;
  std::string reason;                 ///< why disputed, one sentence; empty when accepted
  std::vector<Candidate> candidates;  ///< winner first, then by share
};

/// One stay of a mail that lists several (a payout).
struct Stay {
  std::vector<Fact> facts;
};

/// Something that a person should know about how a mail was read. Never dropped, never fatal.
struct Problem {
  std::string code;     ///< stable word: "budget", "plugin_failed", "no_key_fact", "nights_contradict", …
  std::string message;  ///< one sentence
};

/// All that was read out of one mail. A pure function of the mail's bytes, the parser and the rule book.
struct Extraction {
  std::string platform;        ///< "airbnb"; empty if no parser claimed the mail
  std::string parser_version;  ///< "airbnb 1.0.0"
  std::string rule_book;       ///< SHA-256 of the whole rule book (hex)
  MailKind kind = MailKind::kOther;
  Confidence kind_confidence;
  std::string kind_reason;  ///< the pack and the condition that decided
  std::string subkind;      ///< free word of the pack ("experience", "guest_side"); may be empty
  Permission may = Permission::kArchive;
  std::vector<Fact> facts;  ///< at most one a field, in the order of Field
  std::vector<Stay> stays;
  std::vector<Problem> problems;

  [[nodiscard]] const Fact* find(Field field) const noexcept;
  /// The accepted value of a field as T, or nothing.
  template <class T>
  [[nodiscard]] std::optional<T> accepted(Field field) const {
    const Fact* fact = find(field);
    if (fact == nullptr || fact->state != FactState::kAccepted) return std::nullopt;
    const T* value = std::get_if<T>(&fact->value);
    return value ? std::optional<T>(*value) : std::nullopt;
  }
};

}  // namespace connections
