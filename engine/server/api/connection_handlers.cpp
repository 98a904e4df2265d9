#include "account/gmail_disconnect.h"
#include "server/api/api.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/workspace.h"
#include "store/tables/connection_store.h"
#include "sync/health.h"
#include "sync/silence/find_alarms.h"
#include "view/alarm_view.h"
#include "view/connection_view.h"
#include "view/health_view.h"
#include "view/json_text.h"

namespace connections::server::handlers {
namespace {

using store::Transaction;

HttpReply reply_of(const Result<store::Connection>& one, int status = 200) {
  return reply_with(
      one, [](const store::Connection& found) { return view::to_json(found); }, status);
}

HttpReply no_mailboxes() {
  return error_reply(Error{Errc::kConfigInvalid, "this server does not connect mailboxes", {}, {}});
}

}  // namespace

HttpReply list_connections(const Call& call) {
  const auto all = in_workspace(call, [](Transaction& app) { return store::list_connections(app); });
  return reply_with(all, [](const auto& found) { return view::items_json(view::connections_json(found)); });
}

HttpReply create_connection(const Call& call) {
  store::NewConnection wanted{.platform = call.body.at("platform"),
                              .name = call.body.value("name", ""),
                              .reservation_label = call.body.value("reservation_label", "")};
  if (wanted.platform.empty()) return invalid_fields({{"platform", "must not be empty"}});
  if (wanted.name.empty()) wanted.name = wanted.platform;
  HttpReply reply = reply_of(
      in_workspace(call,
                   [&](Transaction& app) { return store::create_connection(app, wanted, call.api.runner.now()); }),
      201);
  if (reply.status == 201)
    reply.headers.emplace_back("Location", call.request.path + "/" + reply.body.at("id").get<std::string>());
  return reply;
}

HttpReply show_connection(const Call& call) {
  return reply_of(in_workspace(call, [&](Transaction& app) { return store::find_connection(app, {call.id()}); }));
}

HttpReply change_connection(const Call& call) {
  return reply_of(in_workspace(call, [&](Transaction& app) -> Result<store::Connection> {
    TRY(store::set_reservation_label(app, {call.id()}, call.body.at("reservation_label")));
    return store::find_connection(app, {call.id()});
  }));
}

HttpReply delete_connection(const Call& call) {
  if (call.api.gmail == nullptr) return no_mailboxes();
  const auto done = account::delete_connection(call.api.gmail->accounts, call.caller.workspace, {call.id()});
  return reply_with(done, [&](const account::Disconnected& ended) {
    return view::deleted_json({call.id()}, ended.revoked, ended.why_not);
  });
}

HttpReply list_labels(const Call& call) {
  if (call.api.gmail == nullptr) return no_mailboxes();
  const auto found = in_workspace(call, [&](Transaction& app) { return store::find_connection(app, {call.id()}); });
  if (!found) return refused(found.error());
  const auto labels = call.api.gmail->labels(call.caller.workspace, *found);
  if (!labels) return error_reply(labels.error());
  nlohmann::ordered_json items = nlohmann::ordered_json::array();
  for (const auto& label : *labels) items.push_back(view::label_json(label.id, label.name, label.system));
  return {.body = view::items_json(std::move(items))};
}

HttpReply connection_health(const Call& call) {
  const auto health = in_workspace(call, [&](Transaction& app) -> Result<nlohmann::ordered_json> {
    const auto found = TRY(sync::connection_health(app, {call.id()}));
    return view::to_json(found, TRY(sync::read_alarms(app, call.api.runner.now())));
  });
  return reply_with(health, [](const nlohmann::ordered_json& shown) { return shown; });
}

HttpReply list_alarms(const Call& call) {
  const auto found =
      in_workspace(call, [&](Transaction& app) { return sync::read_alarms(app, call.api.runner.now()); });
  return reply_with(found, [](const auto& alarms) { return view::items_json(view::alarms_json(alarms)); });
}

}  // namespace connections::server::handlers
