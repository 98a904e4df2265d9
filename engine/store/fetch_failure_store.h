#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/transaction.h"

/// `fetch_failures`: mails that the source listed but did not hand over. Kept until they are archived.
namespace connections::store {

struct FetchFailure {
  std::string gmail_message_id;
  std::string error;  ///< as to_string(Error) says it, last attempt
  int attempts = 0;
  Instant first_failed_at;
  Instant last_failed_at;
};

[[nodiscard]] Result<void> record_fetch_failure(Transaction& app, const ConnectionId& connection,
                                                const std::string& gmail_message_id, const Error& error, Instant now);
[[nodiscard]] Result<std::vector<FetchFailure>> list_fetch_failures(Transaction& app, const ConnectionId& connection);
/// No error if there was none.
[[nodiscard]] Result<void> clear_fetch_failure(Transaction& app, const ConnectionId& connection,
                                               const std::string& gmail_message_id);

}  // namespace connections::store
