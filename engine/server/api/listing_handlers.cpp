#include "server/api/api.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/workspace.h"
#include "sync/person/listing_action.h"
#include "view/listing_view.h"

namespace connections::server::handlers {
namespace {

using store::Transaction;

/// Listings have no ids of their own: what is not there is a wrong field, not another workspace's.
HttpReply wrong_field(const Error& error, const char* field) {
  if (error.code != Errc::kNotFound) return error_reply(error);
  return invalid_fields({{field, error.message}});
}

}  // namespace

HttpReply list_listings(const Call& call) {
  const auto found = in_workspace(call, [](Transaction& app) { return view::read_listings(app); });
  return reply_with(found, [](const view::ListingsView& all) { return view::to_json(all); });
}

HttpReply link_listing(const Call& call) {
  const auto linked = act_in_workspace(call, [&](Transaction& app) {
    return sync::link_listing(app, call.body.at("listing"), call.body.at("property"), call.body.value("platform", ""),
                              call.api.runner.now());
  });
  if (!linked) return wrong_field(linked.error(), "property");
  return {.body = view::to_json(*linked)};
}

HttpReply unlink_listing(const Call& call) {
  const auto removed = act_in_workspace(call, [&](Transaction& app) {
    return sync::unlink_listing(app, call.request.parameter("listing").value_or(""),
                                call.request.parameter("property").value_or(""));
  });
  if (!removed) return wrong_field(removed.error(), "?listing");
  return {.status = 204};
}

}  // namespace connections::server::handlers
