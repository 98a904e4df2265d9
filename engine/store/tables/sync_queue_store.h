#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `sync_queue`: which connection is due when, over all workspaces. Replicas share it: a row is taken with a lease, and
/// a lease that has run out is work that died and is due at once. All of it runs in Database::as_owner.
namespace connections::store {

struct QueueItem {
  WorkspaceId workspace;
  ConnectionId connection;
};

/// Puts connections that are not in the queue yet into it, due now.
[[nodiscard]] Result<void> enqueue_connections(Transaction& owner, const WorkspaceId& workspace,
                                               const std::vector<ConnectionId>& connections, Instant now);

/// What a lease_owner of work asks for.
struct TakeQuery {
  std::string lease_owner;  ///< who, for people to read and for the lease to be told from another's
  Instant due_by;           ///< only what was due by then, or whose lease had run out
  Instant lease_until;
  Instant next_due;  ///< when the connection is due after this run
};
/// Takes the item that has been due for longest; nothing if none is. Never gives one item to two takers.
[[nodiscard]] Result<std::optional<QueueItem>> take_due(Transaction& owner, const TakeQuery& query);
/// False if the lease went to somebody else meanwhile.
[[nodiscard]] Result<bool> extend_lease(Transaction& owner, const ConnectionId& connection,
                                        const std::string& lease_owner, Instant until);
/// Ends the lease; nothing if somebody else has it. A make_due() that came during the run stands.
[[nodiscard]] Result<void> give_back(Transaction& owner, const ConnectionId& connection,
                                     const std::string& lease_owner);
/// The connection is gone.
[[nodiscard]] Result<void> remove_from_queue(Transaction& owner, const ConnectionId& connection);

/// Due now, whatever the schedule says; again after the run that may be under way.
[[nodiscard]] Result<void> make_due(Transaction& owner, const std::vector<ConnectionId>& connections, Instant now);

}  // namespace connections::store
