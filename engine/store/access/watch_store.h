#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `gmail_watches`: mailboxes that Gmail tells us of by itself, and until when.
namespace connections::store {

struct Watch {
  std::string gmail_address;  ///< lower case; empty if never granted
  std::optional<Instant> expires_at;
  Instant tried_at;
  std::string error;  ///< of the last try; empty if it went well
};

/// Gmail watches the mailbox until `expires`.
[[nodiscard]] Result<void> save_watch(Transaction& app, const ConnectionId& connection, const std::string& address,
                                      Instant expires, Instant now);
/// It did not go well now; what was granted before stays.
[[nodiscard]] Result<void> save_watch_error(Transaction& app, const ConnectionId& connection, const std::string& error,
                                            Instant now);
[[nodiscard]] Result<std::optional<Watch>> find_watch(Transaction& app, const ConnectionId& connection);

/// The connections of all workspaces that read this mailbox. Runs in Database::as_owner.
[[nodiscard]] Result<std::vector<ConnectionId>> watching_connections(Transaction& owner, const std::string& address);

}  // namespace connections::store
