#include "store/access/kept_reply_store.h"

#include "store/sql/query.h"

namespace connections::store {
namespace {

KeptReply reply_of(const Row& row) { return {row.text("request_hash"), row.maybe_text("reply").value_or("")}; }

}  // namespace

Result<std::optional<KeptReply>> begin_request(Transaction& app, const RepeatableRequest& request, Instant now) {
  TRY(execute(app, "DELETE FROM kept_replies WHERE began_at < $1 OR (reply IS NULL AND began_at < $2)",
              {now - kKeepReply, now - kAnswerLost}));
  const auto begun =
      TRY(query_first(app,
                      "INSERT INTO kept_replies (workspace_id, api_key_id, key_hash, request_hash, began_at) VALUES "
                      "(current_setting('app.workspace_id')::uuid, $1::uuid, $2, $3, $4) ON CONFLICT DO NOTHING "
                      "RETURNING request_hash, reply",
                      {request.api_key, request.key_hash, request.request_hash, now}, reply_of));
  if (begun) return std::nullopt;
  return query_first(app, "SELECT request_hash, reply FROM kept_replies WHERE api_key_id = $1::uuid AND key_hash = $2",
                     {request.api_key, request.key_hash}, reply_of);
}

Result<void> keep_reply(Transaction& app, const RepeatableRequest& request, const std::string& sealed) {
  TRY(execute(app, "UPDATE kept_replies SET reply = $3 WHERE api_key_id = $1::uuid AND key_hash = $2",
              {request.api_key, request.key_hash, sealed}));
  return {};
}

Result<void> forget_request(Transaction& app, const RepeatableRequest& request) {
  TRY(execute(app, "DELETE FROM kept_replies WHERE api_key_id = $1::uuid AND key_hash = $2",
              {request.api_key, request.key_hash}));
  return {};
}

}  // namespace connections::store
