#pragma once

#include <string>

#include "model/extraction.h"
#include "rules/book/pack.h"

namespace connections::rules {

/// One value that a rule, or a parser's code, put forward. Settling turns sightings into facts.
struct Sighting {
  static constexpr std::size_t kNoStay = static_cast<std::size_t>(-1);
  Field field;
  Value value;
  Evidence evidence;
  bool year_guessed = false;   ///< a date whose year the text does not say
  std::string doubt;           ///< why this sighting counts half: its weekday contradicts it
  std::size_t stay = kNoStay;  ///< which stay of a list it belongs to
  /// A reading of an all-numeric date that holds only if day and month are in this order: it has a twin that holds
  /// in the other. Unset: the date has one reading.
  DateOrder only_if = DateOrder::kUnset;
  DateOrder shows = DateOrder::kUnset;  ///< the order that the date's own numbers prove
  bool dropped = false;
  std::string drop_reason;
};

}  // namespace connections::rules
