#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `fetch_failures`: mails that the source listed but did not hand over. Kept until they are archived.
namespace connections::store {

struct FetchFailure {
  std::string gmail_message_id;
  std::string error;  ///< as to_string(Error) says it, last attempt
  int attempts = 0;
  Instant first_failed_at;
  Instant last_failed_at;
  int absent = 0;                  ///< times in a row that the source said it has no such mail
  std::optional<Instant> gone_at;  ///< since when it counts as gone
};

/// Counts one more failure; kNotFound as an absence. Gives what is known now.
[[nodiscard]] Result<FetchFailure> record_fetch_failure(Transaction& app, const ConnectionId& connection,
                                                        const std::string& gmail_message_id, const Error& error,
                                                        Instant now);
[[nodiscard]] Result<std::vector<FetchFailure>> list_fetch_failures(Transaction& app, const ConnectionId& connection);
[[nodiscard]] Result<void> mark_gone(Transaction& app, const ConnectionId& connection,
                                     const std::string& gmail_message_id, Instant now);
/// No error if there was none of them.
[[nodiscard]] Result<void> clear_fetch_failures(Transaction& app, const ConnectionId& connection,
                                                const std::vector<std::string>& gmail_message_ids);

}  // namespace connections::store
