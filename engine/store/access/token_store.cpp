#include "store/access/token_store.h"

#include "store/sql/query.h"

namespace connections::store {
namespace {

TokenHolder holder_of(const Row& row) {
  return {row.id<ConnectionId>("id"), row.text("name"), row.text("gmail_address"), row.text("token_key_id")};
}

}  // namespace

Result<std::optional<SealedTokens>> lock_tokens(Transaction& app, const ConnectionId& id) {
  TRY(query(app, "SELECT id FROM connections WHERE id = $1 FOR UPDATE", {id}));
  return load_tokens(app, id);
}

Result<std::vector<TokenHolder>> token_holders(Transaction& app) {
  return query_all(app,
                   "SELECT id, name, gmail_address, token_key_id FROM connections "
                   "WHERE refresh_token IS NOT NULL AND deleted_at IS NULL ORDER BY id",
                   {}, holder_of);
}

}  // namespace connections::store
