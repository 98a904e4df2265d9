#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/booking.h"
#include "model/error.h"
#include "store/sql/transaction.h"

namespace connections::sync {

/// Why a coming stay has no name, or that it has one.
enum class ArrivalState : std::uint8_t {
  kNamed,
  kDecide,        ///< a mail could be about it: a person decides
  kQuestion,      ///< the stay itself is in question
  kNoName,        ///< the mail about it names no guest
  kUnreadable,    ///< the mail about it could not be read, or nobody vouches for its sender
  kNotConnected,  ///< nothing reads mails of its platform
  kBroken,        ///< what reads them needs a person: token, label, last run
  kFeedBroken,    ///< its calendar cannot be read
  kNoMail,        ///< all is well, and no mail about it has come
};
[[nodiscard]] std::string_view name(ArrivalState state) noexcept;  ///< "named", "decide", …

struct Arrival {
  Booking booking;
  ArrivalState state = ArrivalState::kNamed;
  std::string what;                   ///< one sentence; empty if named
  std::string next;                   ///< what a person can do: a command; empty: nothing
  std::optional<std::string> review;  ///< id of the item to decide
};

struct Arrivals {
  Date from;
  int days = 0;
  std::vector<Arrival> stays;  ///< by check-in
  std::size_t named = 0;
  [[nodiscard]] std::string sentence() const;  ///< "12 of 13 arrivals named"
};

inline constexpr int kArrivalDays = 14;

/// The stays (no blocks, nothing cancelled, each once) whose check-in is one of the `days` days from `today`. Errors:
/// those of the store.
[[nodiscard]] Result<Arrivals> read_arrivals(store::Transaction& app, Date today, int days);

}  // namespace connections::sync
