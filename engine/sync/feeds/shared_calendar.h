#pragma once

#include <string>

#include "model/booking.h"
#include "store/access/share_store.h"

namespace connections::sync {

/// How long a stay that is over stays in the calendar: cleaners settle their month by it.
inline constexpr std::chrono::days kSharedPast{31};

/// The calendar that the holder of a share reads: stays and blocks of its property (or all) from a month ago on,
/// without what is cancelled, each stay once. A name is shown only if it is sure: nothing is asked about the stay, and
/// no open review item that could be about it says another name. Errors: those of the store.
[[nodiscard]] Result<std::string> shared_calendar(store::Transaction& app, const store::NewShare& share, Date today);

/// A new secret for a share: 256 random bits as characters of a URL, and what is stored of it.
struct ShareToken {
  std::string token;
  std::string hash;
};
[[nodiscard]] ShareToken new_share_token();
[[nodiscard]] std::string share_token_hash(const std::string& token);
/// Where the holder finds the calendar: "/calendars/TOKEN.ics".
[[nodiscard]] std::string share_path(const std::string& token);

}  // namespace connections::sync
