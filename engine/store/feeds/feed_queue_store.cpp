#include "store/feeds/feed_queue_store.h"

#include "store/sql/query.h"
#include "store/sql/storable_text.h"

namespace connections::store {
namespace {

Result<void> run(Transaction& owner, const char* sql, const Params& params) {
  TRY(execute(owner, sql, params));
  return {};
}

}  // namespace

Result<void> enqueue_feeds(Transaction& owner, const WorkspaceId& workspace, const std::vector<FeedId>& feeds,
                           Instant now) {
  std::vector<std::string> ids;
  ids.reserve(feeds.size());
  for (const FeedId& one : feeds) ids.push_back(one.value);
  return run(owner,
             "INSERT INTO feed_queue (feed_id, workspace_id, due_at) "
             "SELECT value::uuid, $2::uuid, $3::timestamptz FROM json_array_elements_text($1::json) "
             "ON CONFLICT (feed_id) DO NOTHING",
             {json_array(ids), workspace, now});
}

Result<std::optional<FeedQueueItem>> take_due_feed(Transaction& owner, const std::string& lease_owner, Instant now,
                                                   Instant lease_until) {
  return query_first(owner,
                     "UPDATE feed_queue SET taken_by = $1, taken_until = $3 WHERE feed_id = ("
                     "SELECT feed_id FROM feed_queue WHERE due_at <= $2 AND (taken_until IS NULL OR taken_until <= $2) "
                     "ORDER BY due_at, feed_id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING workspace_id, feed_id",
                     {storable(lease_owner), now, lease_until}, [](const Row& row) {
                       return FeedQueueItem{row.id<WorkspaceId>("workspace_id"), row.id<FeedId>("feed_id")};
                     });
}

Result<void> give_back_feed(Transaction& owner, const FeedId& feed, const std::string& lease_owner, Instant next_due) {
  return run(owner,
             "UPDATE feed_queue SET taken_by = NULL, taken_until = NULL, due_at = $3 "
             "WHERE feed_id = $1 AND taken_by = $2",
             {feed, storable(lease_owner), next_due});
}

Result<void> make_feed_due(Transaction& owner, const FeedId& feed, Instant now) {
  return run(owner, "UPDATE feed_queue SET due_at = least(due_at, $2) WHERE feed_id = $1", {feed, now});
}

Result<std::optional<Instant>> feed_due_at(Transaction& owner, const FeedId& feed) {
  return query_first(owner, "SELECT due_at FROM feed_queue WHERE feed_id = $1", {feed},
                     [](const Row& row) { return row.instant("due_at"); });
}

}  // namespace connections::store
