#pragma once

#include <span>
#include <string>

#include "model/booking.h"
#include "model/share_profile.h"

namespace connections::calendar {

/// A stay, or a block, of a calendar that is handed out.
struct OutgoingStay {
  Booking booking;
  bool sure = false;  ///< its guest's name is beyond doubt; otherwise no name is shown
};

/// What a stay shows. Programs read it (Home Assistant's rental-control): "Reserved - NAME" gives a name, "Not
/// available" no stay, lines "Key: value" of the description attributes. A stay whose name is not sure is exactly
/// "Reserved".
struct OutgoingText {
  std::string summary;
  std::string description;  ///< lines, each ended by LF; may be empty
  friend bool operator==(const OutgoingText&, const OutgoingText&) = default;
};
[[nodiscard]] OutgoingText outgoing_text(const OutgoingStay& stay, ShareProfile profile);

/// An iCalendar object (RFC 5545) of whole days. UIDs stay the same as long as the booking does; SEQUENCE is its
/// version. The same stays give the same bytes. Any thread.
[[nodiscard]] std::string write_calendar(std::span<const OutgoingStay> stays, ShareProfile profile,
                                         const std::string& title);

}  // namespace connections::calendar
