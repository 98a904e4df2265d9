#include "server/api/api.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/run_events.h"
#include "server/api/sync_slots.h"
#include "server/api/workspace.h"
#include "store/tables/connection_store.h"
#include "store/tables/sync_queue_store.h"
#include "store/tables/sync_run_store.h"
#include "view/json_text.h"
#include "view/run_view.h"

namespace connections::server::handlers {
namespace {

using store::Transaction;

bool wants_async(const HttpRequest& request) {
  return request.header("prefer").find("respond-async") != std::string_view::npos;
}

/// Makes it due: the scheduler of some replica runs it, soon after now and after a run that may be under way.
HttpReply sync_later(const Call& call) {
  const ConnectionId id{call.id()};
  const auto last = in_workspace(call, [&](Transaction& app) -> Result<std::optional<store::SyncRun>> {
    TRY(store::find_connection(app, id));
    return store::last_run(app, id);
  });
  if (!last) return refused(last.error());
  const auto due = call.api.runner.database.as_owner([&](Transaction& owner) -> Result<void> {
    const Instant now = call.api.runner.now();
    TRY(store::enqueue_connections(owner, call.caller.workspace, {id}, now));
    return store::make_due(owner, {id}, now);
  });
  if (!due) return error_reply(due.error());
  std::string runs = call.request.path + "s";  // …/sync → …/syncs
  if (*last) runs += "?after=" + (*last)->id.value;
  HttpReply reply{.status = 202, .body = view::sync_requested_json(id, runs)};
  reply.headers = {{"Location", runs}, {"Retry-After", "2"}, {"Preference-Applied", "respond-async"}};
  return reply;
}

SyncSlots& slots_of_process() {
  static SyncSlots slots(kMaxSyncs);
  return slots;
}

HttpReply too_many_syncs() {
  HttpReply reply = error_reply(429, "BUSY", "too many concurrent syncs", "try again in a minute");
  reply.headers.emplace_back("Retry-After", "60");
  return reply;
}

}  // namespace

HttpReply sync(const Call& call) {
  if (wants_async(call.request)) return sync_later(call);
  if (!slots_of_process().try_acquire()) return too_many_syncs();
  const auto stats = call.api.runner.run(call.caller.workspace, {call.id()});
  slots_of_process().release();
  return reply_with(stats, [](const sync::SyncStats& done) { return view::to_json(done); });
}

HttpReply list_runs(const Call& call) {
  const auto runs = in_workspace(call, [&](Transaction& app) -> Result<std::vector<store::SyncRun>> {
    TRY(store::find_connection(app, {call.id()}));
    return store::list_runs(app, {call.id()}, static_cast<std::size_t>(call.whole("limit", 50)));
  });
  const std::string after = call.request.parameter("after").value_or("");
  return reply_with(runs, [&](const auto& found) {
    nlohmann::ordered_json items = nlohmann::ordered_json::array();
    for (const store::SyncRun& run : found) {
      if (run.id.value == after) break;
      items.push_back(view::to_json(run));
    }
    return view::items_json(std::move(items));
  });
}

HttpReply sync_events(const Call& call) {
  const auto found =
      in_workspace(call, [&](Transaction& app) { return store::find_connection(app, ConnectionId{call.id()}); });
  if (!found) return refused(found.error());
  HttpReply reply{.content_type = "text/event-stream"};
  const auto runs = std::make_shared<RunEvents>(call.api.runner, call.caller.workspace, ConnectionId{call.id()},
                                                std::string(call.request.header("last-event-id")));
  reply.events = [runs] { return std::optional(runs->next()); };
  return reply;
}

}  // namespace connections::server::handlers
