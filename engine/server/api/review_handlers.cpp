#include "server/api/api.h"
#include "server/api/cursor.h"
#include "server/api/etag.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/workspace.h"
#include "store/sql/uuid.h"
#include "store/tables/change_store.h"
#include "store/tables/review_store.h"
#include "sync/person/undo.h"
#include "sync/review_action.h"
#include "view/booking_view.h"
#include "view/change_view.h"
#include "view/json_text.h"
#include "view/review_view.h"

namespace connections::server::handlers {
namespace {

using store::Transaction;

constexpr std::int64_t kPage = 50;

std::optional<store::ReviewStatus> status_of(const Call& call) {
  const std::string wanted = call.request.parameter("status").value_or("open");
  for (const auto status : {store::ReviewStatus::kOpen, store::ReviewStatus::kResolved, store::ReviewStatus::kDismissed,
                            store::ReviewStatus::kRejected})
    if (store::name(status) == wanted) return status;
  return std::nullopt;  // "all"
}

Result<void> decide(Transaction& app, const Call& call) {
  const ReviewId id{call.id()};
  const Instant now = call.api.runner.now();
  const std::string decision = call.body.at("decision");
  if (decision == "dismiss") return store::dismiss_review(app, id, now);
  if (decision == "resolve") return store::resolve_review(app, id, now);
  std::optional<BookingId> booking;
  if (call.body.contains("booking")) booking = BookingId{call.body.at("booking").get<std::string>()};
  if (decision == "reject") return sync::reject_review(app, id, booking, now);
  TRY(sync::accept_review(app, id, booking, now));
  return {};
}

HttpReply changes_reply(const Call& call, const std::optional<BookingId>& booking) {
  const auto limit = static_cast<std::size_t>(call.whole("limit", kPage));
  std::optional<std::string> before;
  if (const auto cursor = call.request.parameter("cursor")) {
    const auto parts = open_cursor(*cursor, 1);
    if (!parts || !store::is_uuid(parts->front())) return invalid_fields({{"?cursor", "not a cursor of this list"}});
    before = parts->front();
  }
  auto found = in_workspace(call, [&](Transaction& app) -> Result<std::vector<store::BookingChange>> {
    if (!booking) return store::page_changes(app, before, limit + 1);
    TRY(store::find_booking(app, *booking));
    return store::list_changes(app, booking, limit);
  });
  if (!found) return refused(found.error());
  std::optional<std::string> next;
  if (found->size() > limit) {
    found->pop_back();
    next = make_cursor({found->back().id});
  }
  return {.body = view::page_json(view::changes_json(*found), next)};
}

}  // namespace

HttpReply list_reviews(const Call& call) {
  const auto found = in_workspace(call, [&](Transaction& app) { return store::list_reviews(app, status_of(call)); });
  return reply_with(found, [](const auto& all) { return view::items_json(view::reviews_json(all)); });
}

HttpReply show_review(const Call& call) {
  const auto found = in_workspace(call, [&](Transaction& app) { return store::find_review(app, {call.id()}); });
  return reply_with(found, [](const store::ReviewItem& item) { return view::to_json(item); });
}

HttpReply decide_review(const Call& call) {
  std::optional<HttpReply> stale;
  const auto decided = act_in_workspace(call, [&](Transaction& app) -> Result<store::ReviewItem> {
    const auto item = TRY(store::find_review(app, {call.id()}));
    stale = check_if_match(call.request, view::to_json(item));
    if (stale) return item;
    TRY(decide(app, call));
    return store::find_review(app, {call.id()});
  });
  if (decided && stale) return std::move(*stale);
  return reply_with(decided, [](const store::ReviewItem& item) { return view::to_json(item); });
}

HttpReply list_changes(const Call& call) { return changes_reply(call, std::nullopt); }

HttpReply list_booking_changes(const Call& call) { return changes_reply(call, BookingId{call.id()}); }

HttpReply undo_change(const Call& call) {
  const auto undone = act_in_workspace(call, [&](Transaction& app) -> Result<view::BookingView> {
    const auto booking = TRY(sync::undo_change(app, call.id(), call.api.runner.now()));
    return view::read_booking(app, booking.id);
  });
  return reply_with(undone, [](const view::BookingView& one) { return view::to_json(one); });
}

}  // namespace connections::server::handlers
