#pragma once

#include <span>
#include <string_view>

#include "corpus/generator/variation/notice.h"

namespace connections::corpus {

/// The shapes of the codes that property-management systems print.
enum class CodeShape : std::uint8_t {
  kNone,      ///< no code is shown; a link has the booking's number
  kLodgify,   ///< B and eight digits
  kChannel,   ///< the channel's own number: ten digits
  kEight,     ///< eight digits
  kSeven,     ///< ORB and seven digits
  kLettered,  ///< R and nine digits
  kAirbnb,    ///< HM and eight characters
};

/// A subject that such a system is known to send in that language: mail-subjects.tsv.
struct KnownSubject {
  std::string_view language;
  Occasion occasion;
  std::string_view
      pattern;  ///< of fill(): guest, first, listing, code, nights, arrival (Oct 24 2025), range (dd.mm.yy)
};

/// A property-management system with an address that its mails are known to come from: mail-formats.md, 5.
struct Manager {
  std::string_view name, from_name, address, domain;
  CodeShape code;
  std::span<const KnownSubject> subjects;
};
[[nodiscard]] std::span<const Manager> managers();

/// The code of a stay in that shape; empty: none.
[[nodiscard]] std::string code_of(CodeShape shape, const Reservation& stay);

}  // namespace connections::corpus
