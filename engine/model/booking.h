#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/ids.h"
#include "model/time.h"

namespace connections {

/// Who wrote a booking's guest name or count last. A person's value is never overwritten.
enum class ValueSource : std::uint8_t { kNone, kFeed, kMail, kPerson };

enum class BookingState : std::uint8_t { kConfirmed, kTentative, kCancelled };

/// What a booking lost when it stopped being the stay it was written for: its event left the feed, became a block, or
/// turned out to be another stay. Given back if the same stay returns.
struct Withdrawn {
  std::optional<std::string> guest_name;
  ValueSource guest_name_source = ValueSource::kNone;
  std::optional<int> guest_count;
  ValueSource guest_count_source = ValueSource::kNone;
  std::optional<std::string> enriched_code;
  std::string reason;  ///< one sentence for a person
  friend bool operator==(const Withdrawn&, const Withdrawn&) = default;
};

/// A stay as the calendar feed shows it, with what mail has added. Stays only: blocks are kept too,
/// flagged, so that the matcher can refuse them with a reason.
struct Booking {
  BookingId id;
  FeedId source_feed_id;
  std::string platform;  ///< of the feed: "airbnb", "vrbo", "booking", "pms"
  std::string property;  ///< the feed's property name, as the host calls it
  std::string ical_uid;
  Date check_in;
  Date check_out;
  BookingState state = BookingState::kConfirmed;
  bool block = false;               ///< owner block, "Not available", preparation day
  std::string feed_summary;         ///< as the feed says it: "Reserved"
  std::optional<std::string> code;  ///< from the event's URL or description field
  std::optional<std::string> phone_last4;
  std::optional<std::string> feed_name;  ///< a name or first name the feed itself shows
  std::optional<std::string> guest_name;
  ValueSource guest_name_source = ValueSource::kNone;
  std::optional<int> guest_count;
  ValueSource guest_count_source = ValueSource::kNone;
  std::optional<std::string> enriched_code;  ///< code of the mail that enriched it, if any
  std::optional<Withdrawn> withdrawn;
  std::string question;              ///< what a person is asked about it ("Is this still …?"); empty: nothing.
                                     ///< Days alone must not name a booking with a question.
  std::optional<BookingId> twin_of;  ///< the booking of another feed that shows the same stay, known first
  Instant first_seen;
  std::int64_t version = 0;  ///< optimistic lock: an update names the version it read
};

}  // namespace connections
