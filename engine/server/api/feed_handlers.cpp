#include "server/api/api.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/workspace.h"
#include "store/feeds/feed_store.h"
#include "sync/feeds/feed_setup.h"
#include "view/feed_view.h"
#include "view/json_text.h"

namespace connections::server::handlers {
namespace {

using store::Transaction;

HttpReply no_feeds() { return error_reply(Error{Errc::kConfigInvalid, "this server does not read feeds", {}, {}}); }

}  // namespace

HttpReply list_feeds(const Call& call) {
  const auto all = in_workspace(call, [](Transaction& app) { return store::list_feeds(app); });
  return reply_with(all, [](const auto& found) { return view::items_json(view::feeds_json(found)); });
}

HttpReply show_feed(const Call& call) {
  const auto found = in_workspace(call, [&](Transaction& app) { return store::find_feed(app, {call.id()}); });
  return reply_with(found, [](const store::Feed& feed) { return view::to_json(feed); });
}

HttpReply create_feed(const Call& call) {
  if (call.api.feeds == nullptr) return no_feeds();
  sync::FeedDescription wanted{.place = call.body.at("url"),
                               .platform = call.body.at("platform"),
                               .property = call.body.at("property"),
                               .listings = call.body.value("listings", std::vector<std::string>{}),
                               .time_zone = call.body.value("time_zone", "")};
  if (!wanted.place.starts_with("https://") && !wanted.place.starts_with("webcal://"))
    return invalid_fields({{"url", "must be an https URL"}});  // never a file of this machine
  const auto made = sync::import_place(*call.api.feeds, deciding(call), wanted);
  if (!made) return error_reply(made.error());
  const auto feed = in_workspace(call, [&](Transaction& app) { return store::find_feed(app, made->value.feed); });
  HttpReply reply = reply_with(
      feed, [](const store::Feed& one) { return view::to_json(one); }, 201);
  reply.headers.emplace_back("Location", call.request.path + "/" + made->value.feed.value);
  return reply;
}

HttpReply refresh_feed(const Call& call) {
  if (call.api.feeds == nullptr) return no_feeds();
  const auto done = sync::refresh_feed(*call.api.feeds, call.caller.workspace, {call.id()}, call.api.runner.now());
  if (done && !done->not_modified)
    static_cast<void>(sync::solve_workspace(deciding(call)));  // if it fails, the next sync solves again
  return reply_with(done, [](const sync::CalendarChange& change) { return view::to_json(change); });
}

}  // namespace connections::server::handlers
