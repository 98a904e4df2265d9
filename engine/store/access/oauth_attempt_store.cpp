#include "store/access/oauth_attempt_store.h"

#include "store/sql/query.h"
#include "store/sql/storable_text.h"

namespace connections::store {
namespace {

OAuthAttempt attempt_of(const Row& row) {
  OAuthAttempt out;
  out.workspace = row.id<WorkspaceId>("workspace_id");
  out.connection = row.id<ConnectionId>("connection_id");
  out.state_hash = row.text("state_hash");
  out.sealed_verifier = row.text("sealed_verifier");
  out.binding_hash = row.text("binding_hash");
  out.redirect_uri = row.text("redirect_uri");
  out.expires_at = row.instant("expires_at");
  out.api_key = row.maybe_text("api_key_id").value_or("");
  return out;
}

}  // namespace

Result<void> create_oauth_attempt(Transaction& app, const OAuthAttempt& attempt, Instant now) {
  TRY(execute(app, "DELETE FROM oauth_attempts WHERE expires_at <= $1", {now}));
  TRY(execute(app,
              "INSERT INTO oauth_attempts (workspace_id, connection_id, state_hash, sealed_verifier, binding_hash, "
              "redirect_uri, created_at, expires_at, api_key_id) VALUES "
              "(current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5, $6, $7, nullif($8, '')::uuid)",
              {attempt.connection, attempt.state_hash, attempt.sealed_verifier, attempt.binding_hash,
               storable(attempt.redirect_uri), now, attempt.expires_at, attempt.api_key}));
  return {};
}

Result<OAuthAttempt> take_oauth_attempt(Transaction& owner, const std::string& state_hash, Instant now) {
  const auto taken =
      TRY(query_first(owner,
                      "DELETE FROM oauth_attempts WHERE state_hash = $1 RETURNING workspace_id, connection_id, "
                      "state_hash, sealed_verifier, binding_hash, redirect_uri, expires_at, api_key_id",
                      {storable(state_hash)}, attempt_of));
  if (!taken || taken->expires_at <= now)
    return fail(Errc::kNotFound, "this OAuth state is unknown, was used already or has expired", {},
                "start the connection again");
  return *taken;
}

}  // namespace connections::store
