#include "store/webhooks/endpoint_store.h"

#include <fmt/format.h>

#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/sql/uuid.h"

namespace connections::store {
namespace {

constexpr const char* kColumns = "id, url_hash, url, secret, shown_url, created_at, disabled_at";

Endpoint endpoint_of(const Row& row) {
  Endpoint out;
  out.id = row.text("id");
  out.url_hash = row.text("url_hash");
  out.url = row.text("url");
  out.secret = row.text("secret");
  out.shown_url = row.text("shown_url");
  out.created_at = row.instant("created_at");
  out.disabled_at = row.maybe_instant("disabled_at");
  return out;
}

std::string select(const char* condition) {
  return fmt::format("SELECT {} FROM webhook_endpoints {}", kColumns, condition);
}

std::string missing(const std::string& id) { return fmt::format("no webhook {} in this workspace", id); }

}  // namespace

Result<Endpoint> create_endpoint(Transaction& app, const NewEndpoint& wanted, Instant now) {
  auto made = TRY(query_first(
      app,
      fmt::format("INSERT INTO webhook_endpoints (workspace_id, url_hash, url, secret, shown_url, created_at) VALUES "
                  "(current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5) "
                  "ON CONFLICT (workspace_id, url_hash) DO NOTHING RETURNING {}",
                  kColumns)
          .c_str(),
      {wanted.url_hash, wanted.url, wanted.secret, storable(wanted.shown_url), now}, endpoint_of));
  if (!made) return fail(Errc::kConflict, "this workspace has a webhook with this address already");
  return *std::move(made);
}

Result<std::vector<Endpoint>> list_endpoints(Transaction& app) {
  return query_all(app, select("ORDER BY created_at, id").c_str(), {}, endpoint_of);
}

Result<Endpoint> find_endpoint(Transaction& app, const std::string& id) {
  if (!is_uuid(id)) return fail(Errc::kNotFound, missing(id));
  return query_one(app, select("WHERE id = $1").c_str(), {id}, endpoint_of, missing(id));
}

Result<void> delete_endpoint(Transaction& app, const std::string& id) {
  if (!is_uuid(id)) return fail(Errc::kNotFound, missing(id));
  return execute_one(app, "DELETE FROM webhook_endpoints WHERE id = $1", {id}, missing(id));
}

Result<void> disable_endpoint(Transaction& app, const std::string& id, Instant now) {
  TRY(execute(app,
              "UPDATE webhook_deliveries SET due_at = NULL, given_up_at = $2 WHERE endpoint_id = $1 AND due_at IS NOT "
              "NULL",
              {id, now}));
  return execute_one(app, "UPDATE webhook_endpoints SET disabled_at = coalesce(disabled_at, $2) WHERE id = $1",
                     {id, now}, missing(id));
}

Result<void> reseal_endpoint(Transaction& app, const std::string& id, const std::string& url,
                             const std::string& secret) {
  return execute_one(app, "UPDATE webhook_endpoints SET url = $2, secret = $3 WHERE id = $1", {id, url, secret},
                     missing(id));
}

}  // namespace connections::store
