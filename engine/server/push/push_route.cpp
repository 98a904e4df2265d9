#include "server/push/push_route.h"

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "server/http/problem.h"
#include "server/push/push_notice.h"
#include "store/access/watch_store.h"
#include "store/tables/sync_queue_store.h"

namespace connections::server {
namespace {

constexpr std::string_view kBearer = "Bearer ";

HttpReply refused(const Error& error) {
  log::event(log::Channel::kGmailVerify, log::Level::kWarning, "push_refused",
             {{"code", name(error.code)}, {"why", error.message}});
  const int status = error.code == Errc::kInvalidArgument ? 401 : error.code == Errc::kForbidden ? 403 : 503;
  return error_reply(status, name(error.code), error.message);
}

Result<std::size_t> make_due_of(const SyncRunner& runner, const std::string& address) {
  return runner.database.as_owner([&](store::Transaction& owner) -> Result<std::size_t> {
    const auto connections = TRY(store::watching_connections(owner, address));
    TRY(store::make_due(owner, connections, runner.now()));
    return connections.size();
  });
}

}  // namespace

HttpReply receive_push(const SyncRunner& runner, const PushOptions& options, const HttpRequest& request) {
  const std::string_view header = request.header("authorization");
  const std::string_view token = header.starts_with(kBearer) ? header.substr(kBearer.size()) : "";
  if (const auto sound = check_id_token(token, options.policy, options.key, runner.now()); !sound)
    return refused(sound.error());
  const auto notice = parse_push(request.body);
  if (!notice) return error_reply(notice.error());
  const auto woken = make_due_of(runner, notice->address);
  if (!woken) return error_reply(503, name(woken.error().code), "the notification cannot be stored now");
  log::event(log::Channel::kSync, log::Level::kInfo, "push_received", {{"connections", *woken}});
  return {204};
}

}  // namespace connections::server
