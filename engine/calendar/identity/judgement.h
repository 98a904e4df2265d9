#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "calendar/event.h"
#include "calendar/identity/uid_worth.h"
#include "model/booking.h"
#include "model/time.h"

namespace connections::calendar {

/// Whether an event of a feed is a stay that is known.
enum class Verdict : std::uint8_t { kOther, kUnsure, kSame };

/// One thing that speaks for (bits above 0) or against it. Bits are log2 odds.
struct Evidence {
  std::string fact;  ///< a clause for a person: "the days are the same"
  int bits = 0;
};

struct Judgement {
  Verdict verdict = Verdict::kOther;
  int bits = 0;  ///< the sum
  std::vector<Evidence> evidence;
  bool another_guest = false;  ///< another event, with another name or code: nobody need be asked
};

/// What the days of the same feed add: how many other stays it has on exactly these days.
struct Setting {
  Date today;  ///< at the listing
  const UidWorth& uids;
  std::size_t rivals = 0;
};

/// At kSameAt bits and more an event is the stay; from kUnsureAt on a person is asked. Days that neither meet nor share
/// a code are never the same stay.
inline constexpr int kSameAt = 6;
inline constexpr int kUnsureAt = -8;

[[nodiscard]] Judgement judge(const Booking& booking, const Event& event, const Setting& setting);

/// The clauses against, joined: what a person is told.
[[nodiscard]] std::string doubts_of(const Judgement& judgement);

/// Whether the booking holds what a mail or a person wrote, now or withdrawn.
[[nodiscard]] bool holds_values(const Booking& booking) noexcept;

}  // namespace connections::calendar
