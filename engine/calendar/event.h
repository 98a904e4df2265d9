#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/booking.h"
#include "model/time.h"

namespace connections::calendar {

/// Why an event blocks the calendar although nobody stays.
enum class BlockReason : std::uint8_t {
  kNone,          ///< not a block
  kNotAvailable,  ///< "Airbnb (Not available)", "Blocked", "Indisponible"
  kOwner,         ///< the owner's own stay or block
  kPreparation,   ///< preparation days around a stay
  kTurnover,      ///< turnover, changeover or cleaning day
  kMaintenance,
};
[[nodiscard]] std::string_view name(BlockReason reason) noexcept;  ///< "", "not_available", "owner", …

/// One event of a feed that can be used. Days are civil days at the property.
struct Event {
  std::string uid;  ///< never empty, unique in its feed; see Feed for how that is kept
  Date check_in;
  Date check_out;  ///< the day of departure, later than check_in
  BookingState state = BookingState::kConfirmed;
  bool block = false;
  BlockReason block_reason = BlockReason::kNone;
  std::string summary;              ///< as the feed says it, cut at kMaxSummaryBytes
  std::optional<std::string> code;  ///< the platform's own: HM…, HA-…, ten digits
  std::optional<std::string> phone_last4;
  std::optional<std::string> feed_name;     ///< "Odile" of "Reserved - Odile"
  std::optional<std::string> seeming_name;  ///< "Odile Invented" that nothing announces: no name to show, but a sign
  std::optional<std::string> listing_url;   ///< link to the listing, if the event has one
  friend bool operator==(const Event&, const Event&) = default;
};

enum class SkipReason : std::uint8_t {
  kRecurring,   ///< RRULE, RDATE or RECURRENCE-ID: stays are single events; nothing is expanded
  kNoStart,     ///< DTSTART is missing or not a day of 1900 to 2199
  kNoEnd,       ///< DTEND or DURATION is there but cannot be read
  kNoNights,    ///< check-out is not after check-in
  kDuplicate,   ///< the same UID with the same days was there already
  kSuperseded,  ///< the same UID came again with a higher SEQUENCE
  kUidTooLong,  ///< above kMaxUidBytes
  kNotAnEvent,  ///< a VTODO, VJOURNAL or VFREEBUSY
};
[[nodiscard]] std::string_view name(SkipReason reason) noexcept;  ///< "recurring", "no_start", …

/// An event that could not be used, and why. `uid` is empty if it has none.
struct Skipped {
  std::string uid;
  SkipReason reason;
  std::string message;  ///< one sentence for a person
};

/// A feed read whole. Every event of the bytes is in `events` or in `skipped`.
/// An event without UID gets one made of its days; a UID that several events with different days
/// share is told apart by "#" and the check-in.
struct Feed {
  std::string platform;
  std::vector<Event> events;
  std::vector<Skipped> skipped;
  std::string time_zone = {};  ///< that UTC times became days in, the property's; empty: none is known
};

}  // namespace connections::calendar
