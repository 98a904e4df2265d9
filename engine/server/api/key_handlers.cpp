#include "secrets/api_key.h"
#include "server/api/api.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/workspace.h"
#include "view/access/key_view.h"
#include "view/json_text.h"

namespace connections::server::handlers {
namespace {

using store::Transaction;

}  // namespace

HttpReply list_keys(const Call& call) {
  const auto all = in_workspace(call, [](Transaction& app) { return store::list_api_keys(app); });
  return reply_with(all, [](const auto& found) { return view::items_json(view::keys_json(found)); });
}

HttpReply create_key(const Call& call) {
  const std::string secret = secrets::new_api_key();
  const store::NewApiKey wanted{.name = call.body.at("name"),
                                .key_hash = secrets::api_key_hash(secret),
                                .role = *store::key_role(call.body.at("role").get<std::string>())};
  if (wanted.name.empty()) return invalid_fields({{"name", "must not be empty"}});
  const auto made =
      in_workspace(call, [&](Transaction& app) { return store::create_api_key(app, wanted, call.api.runner.now()); });
  return reply_with(
      made, [&](const store::ApiKey& one) { return view::new_key_json(one, secret); }, 201);
}

HttpReply revoke_key(const Call& call) {
  const auto done = in_workspace(
      call, [&](Transaction& app) { return store::revoke_api_key(app, call.id(), call.api.runner.now()); });
  if (!done) return refused(done.error());
  return {.status = 204};
}

}  // namespace connections::server::handlers
