#include "server/api/api.h"
#include "server/api/etag.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/workspace.h"
#include "sync/feeds/shared_calendar.h"
#include "view/access/share_view.h"
#include "view/json_text.h"

namespace connections::server::handlers {
namespace {

using store::Transaction;

constexpr std::string_view kCalendar = "text/calendar; charset=utf-8";
constexpr std::string_view kEnding = ".ics";

HttpReply calendar_reply(const Result<std::string>& text) {
  if (!text) return refused(text.error());
  return {.content_type = std::string(kCalendar), .text = *text};
}

}  // namespace

HttpReply list_shares(const Call& call) {
  const auto all = in_workspace(call, [](Transaction& app) { return store::list_shares(app); });
  return reply_with(all, [](const auto& found) { return view::items_json(view::shares_json(found)); });
}

HttpReply create_share(const Call& call) {
  const sync::ShareToken secret = sync::new_share_token();
  const store::NewShare wanted{.name = call.body.at("name"),
                               .profile = *parse_share_profile(call.body.at("profile").get<std::string>()),
                               .property = call.body.value("property", ""),
                               .token_hash = secret.hash};
  if (wanted.name.empty()) return invalid_fields({{"name", "must not be empty"}});
  const auto made =
      in_workspace(call, [&](Transaction& app) { return store::create_share(app, wanted, call.api.runner.now()); });
  return reply_with(
      made,
      [&](const store::Share& one) {
        return view::new_share_json(one, call.api.public_url + sync::share_path(secret.token));
      },
      201);
}

HttpReply revoke_share(const Call& call) {
  const auto done =
      in_workspace(call, [&](Transaction& app) { return store::revoke_share(app, call.id(), call.api.runner.now()); });
  if (!done) return refused(done.error());
  return {.status = 204};
}

HttpReply preview_share(const Call& call) {
  return calendar_reply(in_workspace(call, [&](Transaction& app) -> Result<std::string> {
    return sync::shared_calendar(app, TRY(store::find_share(app, call.id())), day_of(call.api.runner.now()));
  }));
}

HttpReply shared_calendar(const Call& call) {
  std::string token = call.id();
  if (token.ends_with(kEnding)) token.resize(token.size() - kEnding.size());
  const Instant now = call.api.runner.now();
  store::Database& database = call.api.runner.database;
  const auto share = database.as_owner(
      [&](Transaction& owner) { return store::use_share(owner, sync::share_token_hash(token), now); });
  if (!share) return error_reply(share.error());
  if (!*share) return error_reply(404, "NOT_FOUND", "no such path");
  HttpReply reply = calendar_reply(database.with(store::Role::kApp, (*share)->workspace, [&](Transaction& app) {
    return sync::shared_calendar(app, **share, day_of(now));
  }));
  add_text_etag(call.request, reply);
  return reply;
}

}  // namespace connections::server::handlers
