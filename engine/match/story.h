#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "match/platforms.h"
#include "model/extraction.h"
#include "model/ids.h"
#include "model/time.h"

namespace connections::match {

/// One mail with what was read out of it and what became of it.
struct StoryMail {
  MessageId id;
  Extraction facts;
  bool authenticated = false;            ///< the border says the platform sent it, from a trusted domain
  std::string authentication;            ///< why (not), one sentence
  Instant received;                      ///< as its border says
  Instant archived;                      ///< when it came to us
  bool open = true;                      ///< wants a decision; else it is there for what it says of its reservation
  bool closed_by_person = false;         ///< a person decided; the program does not decide again
  std::optional<BookingId> named;        ///< the booking that it named
  std::string wrote = {};                ///< the guest that it wrote there; another reading may say otherwise since
  std::vector<BookingId> rejected = {};  ///< stays that a person said it is not about
  /// No later than it came to us: a sender's clock may be ahead. What the order of mails follows.
  [[nodiscard]] Instant since() const { return std::min(received, archived); }
};

/// Id of the listing that the mail names, else its name; empty: none.
[[nodiscard]] std::string listing_of(const Extraction& facts);

enum class ReservationState : std::uint8_t {
  kRequested,  ///< asked for; nothing is booked
  kConfirmed,
  kAltered,   ///< confirmed, and changed since: its days are not to be relied on
  kDoubtful,  ///< something that nobody vouches for says it is cancelled
  kCancelled,
};
[[nodiscard]] std::string_view name(ReservationState state) noexcept;  ///< "requested", "confirmed", …

/// The mails about one reservation, and what follows from them in the order of their own dates.
struct Reservation {
  std::vector<const StoryMail*> mails;  ///< by date, then id
  std::string issuer;
  std::vector<std::pair<std::string, std::string>> codes;  ///< (platform that gave it, code)
  ReservationState state = ReservationState::kRequested;
  const StoryMail* speaker = nullptr;  ///< the confirmation that speaks for it; null: none
  std::string guest;                   ///< the fullest writing of the name
  bool names_disagree = false;
  std::optional<Date> check_in, check_out;
  std::optional<int> nights, guest_count;  ///< as the speaker says
  std::string listing;                     ///< id or name
  std::vector<std::string> listing_texts;  ///< every id and name of the listing that its mails give
  std::vector<std::string> phones_last4;
  Instant since;                   ///< when it was first announced
  Instant confirmed;               ///< when its days were: a feed refreshed before may not show them yet
  std::optional<BookingId> named;  ///< the booking that one of its mails named
  std::vector<std::string> wrote;  ///< guests that its mails wrote there
  std::vector<BookingId> rejected;
};

/// Mails that share a code are one reservation; those without one, or of another platform, join by issuer, guest and
/// days where exactly one reservation agrees. Neither the order of `mails` nor that of the result matters to what
/// is in it.
[[nodiscard]] std::vector<Reservation> reservations_of(std::span<const StoryMail* const> mails,
                                                       const Platforms& platforms);

}  // namespace connections::match
