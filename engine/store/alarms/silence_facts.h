#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// What shows that mails or stays stopped coming: the newest stays and mails, and whether each has its counterpart.
namespace connections::store {

/// A stay that appeared in a feed after the feed's first reading: somebody has just booked.
struct SeenStay {
  std::string platform;
  Instant first_seen;
  bool has_mail = false;  ///< a confirmation has its code or its days
};
/// Newest first, `limit` at most. Errors: those of Database::with.
[[nodiscard]] Result<std::vector<SeenStay>> newest_stays(Transaction& app, std::size_t limit);

/// A mail of a connection that was read.
struct SeenMail {
  std::string platform;  ///< of the parser that claimed it; empty: none
  Instant received_at;
  bool unread = false;      ///< no rule knows what it is, or a confirmation of which no days were read
  bool wants_stay = false;  ///< confirms a stay that ends after the first calendar was imported
  bool has_stay = false;    ///< a booking has its code or its days
};
/// Newest first, `limit` at most. Mails whose arrival is unknown are left out.
[[nodiscard]] Result<std::vector<SeenMail>> newest_mails(Transaction& app, const ConnectionId& connection,
                                                         std::size_t limit);

/// A label, or folder, that listed mails and lists none.
struct EmptiedLabel {
  std::size_t mails = 0;  ///< that it listed last
  Instant since;          ///< of the first listing without any
};
/// Nothing if its last listing had mails, or none ever had.
[[nodiscard]] Result<std::optional<EmptiedLabel>> emptied_label(Transaction& app, const ConnectionId& connection);

}  // namespace connections::store
