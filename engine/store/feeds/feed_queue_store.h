#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `feed_queue`: which calendar feed is due when, over all workspaces. Replicas share it, as sync_queue_store.h says.
/// All of it runs in Database::as_owner.
namespace connections::store {

struct FeedQueueItem {
  WorkspaceId workspace;
  FeedId feed;
};

/// Puts feeds that are not in the queue yet into it, due now.
[[nodiscard]] Result<void> enqueue_feeds(Transaction& owner, const WorkspaceId& workspace,
                                         const std::vector<FeedId>& feeds, Instant now);
/// Takes the feed that has been due for longest; nothing if none is. Never gives one to two takers.
[[nodiscard]] Result<std::optional<FeedQueueItem>> take_due_feed(Transaction& owner, const std::string& lease_owner,
                                                                 Instant now, Instant lease_until);
/// Ends the lease; nothing if somebody else has it.
[[nodiscard]] Result<void> give_back_feed(Transaction& owner, const FeedId& feed, const std::string& lease_owner,
                                          Instant next_due);
/// Due now, whatever the schedule says.
[[nodiscard]] Result<void> make_feed_due(Transaction& owner, const FeedId& feed, Instant now);
/// When it is due; nothing if it is not in the queue.
[[nodiscard]] Result<std::optional<Instant>> feed_due_at(Transaction& owner, const FeedId& feed);

}  // namespace connections::store
