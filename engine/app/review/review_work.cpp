#include "app/review/review_work.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/review/booking_work.h"
#include "app/review/evidence_text.h"
#include "store/tables/mail_archive.h"
#include "sync/person/review_queue.h"
#include "sync/solve_workspace.h"
#include "view/booking_view.h"
#include "view/json_text.h"
#include "view/review_view.h"
#include "view/run_view.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

/// How the group that the item belongs to could be arranged.
Result<std::string> joint_lines(store::Transaction& app, const ReviewId& id) {
  const auto queue = TRY(sync::read_review_queue(app, {}));
  for (const auto& entry : queue.entries) {
    const bool has = std::ranges::any_of(entry.items, [&](const auto& one) { return one.id == id; });
    if (has && !entry.arrangements.empty()) return "arranged\n" + view::arrangements_text(entry, queue.bookings);
  }
  return std::string();
}

Result<std::optional<BookingId>> maybe_booking(store::Transaction& app, const std::string& start) {
  if (start.empty()) return std::nullopt;
  return TRY(booking_like(app, start)).id;
}

/// What a person did to one item. `done`: for people, without what followed from it.
struct Closed {
  ReviewId id;
  std::string done;
  ordered_json booking = nullptr;  ///< the one that was written
};

/// Does it to the open item whose id begins with `start`, and decides again.
template <class Act>
Result<Answer> close_item(StoreSession& session, const std::string& start, Instant now, Act act) {
  const auto acted =
      TRY(sync::act_and_solve(TRY(session.deciding(now)), [&](store::Transaction& app) -> Result<Closed> {
        Closed closed{.id = TRY(open_review_like(app, start)), .done = {}};
        TRY(act(app, closed));
        return closed;
      }));
  return Answer{acted.value.done + view::solved_text(acted.solved),
                {{"review", acted.value.id.value},
                 {"booking", acted.value.booking},
                 {"decided_again", view::solved_json(acted.solved)}}};
}

}  // namespace

Result<ReviewId> open_review_like(store::Transaction& app, const std::string& start) {
  std::vector<ReviewId> found;
  for (const auto& item : TRY(store::list_reviews(app, store::ReviewStatus::kOpen)))
    if (item.id.value.starts_with(start)) found.push_back(item.id);
  if (found.size() == 1) return found.front();
  return fail(found.empty() ? Errc::kNotFound : Errc::kInvalidArgument,
              fmt::format("{} open items have an id that begins with '{}'", found.size(), start), {},
              "connections reviews list shows the ids");
}

Result<Answer> show_review(StoreSession& session, const std::string& start) {
  return session.transact([&](store::Transaction& app) -> Result<Answer> {
    const auto item = TRY(store::find_review(app, TRY(open_review_like(app, start))));
    const auto mail = TRY(store::load_mail(app, item.message));
    std::string text = mail_lines(mail);
    for (const auto& reason : item.reasons)
      text += fmt::format("why       {} ({})\n", text_or(reason, "message"), text_or(reason, "code"));
    text += "read\n" + fact_lines(item.facts) + "stays\n" + candidate_lines(app, item.candidates);
    text += TRY(joint_lines(app, item.id));
    text += fmt::format(
        "next      connections reviews accept {0} [BOOKING]\n          connections reviews reject "
        "{0} [BOOKING]\n          connections reviews dismiss {0}\n",
        item.id.value.substr(0, 8));
    return Answer{std::move(text),
                  {{"review", view::to_json(item)},
                   {"mail",
                    {{"subject", mail.subject},
                     {"from", mail.from_address},
                     {"received_at", mail.received_at ? ordered_json(to_rfc3339(*mail.received_at)) : nullptr}}},
                   {"facts", item.facts}}};
  });
}

Result<Answer> list_queue(StoreSession& session, const store::ReviewFilter& filter, bool each) {
  return session.transact([&](store::Transaction& app) -> Result<Answer> {
    auto queue = TRY(sync::read_review_queue(app, filter));
    ordered_json json = view::queue_json(queue);
    if (queue.entries.empty()) return Answer{"Nothing waits for a person.\n", std::move(json)};
    if (each) queue.entries = sync::one_by_one(std::move(queue.entries));
    return Answer{view::queue_text(queue), std::move(json)};
  });
}

Result<Answer> list_all_reviews(StoreSession& session, const store::ReviewFilter& filter) {
  const auto all = TRY(session.transact([&](store::Transaction& app) { return store::list_reviews(app, filter); }));
  return Answer{view::reviews_table(all), view::reviews_json(all)};
}

Result<Answer> accept_review(StoreSession& session, const std::string& start, const std::string& booking, Instant now) {
  return close_item(session, start, now, [&](store::Transaction& app, Closed& closed) -> Result<void> {
    const auto written = TRY(sync::accept_review(app, closed.id, TRY(maybe_booking(app, booking)), now));
    if (written) {
      const view::BookingView shown{*written, "Accepted by a person", 1.0, {}};
      closed.done = view::bookings_table({shown});
      closed.booking = view::to_json(shown);
    } else {
      closed.done = "The cancellation counts.\n";
    }
    return {};
  });
}

Result<Answer> reject_review(StoreSession& session, const std::string& start, const std::string& booking, Instant now) {
  return close_item(session, start, now, [&](store::Transaction& app, Closed& closed) -> Result<void> {
    closed.done = "rejected\n";
    return sync::reject_review(app, closed.id, TRY(maybe_booking(app, booking)), now);
  });
}

Result<Answer> dismiss_review(StoreSession& session, const std::string& start, Instant now) {
  return close_item(session, start, now, [&](store::Transaction& app, Closed& closed) {
    closed.done = "dismissed\n";
    return store::dismiss_review(app, closed.id, now);
  });
}

Result<Answer> resolve_review(StoreSession& session, const std::string& start, Instant now) {
  return close_item(session, start, now, [&](store::Transaction& app, Closed& closed) {
    closed.done = "resolved\n";
    return store::resolve_review(app, closed.id, now);
  });
}

Result<Answer> act_on_reviews(StoreSession& session, const store::ReviewFilter& filter, sync::ReviewAction action,
                              bool yes, Instant now) {
  const auto act = [&](store::Transaction& app) { return sync::act_on_reviews(app, filter, action, yes, now); };
  if (!yes) {
    const auto would = TRY(session.transact(act));
    return Answer{view::acted_text(would, action, false), view::acted_json(would, false)};
  }
  const auto acted = TRY(sync::act_and_solve(TRY(session.deciding(now)), act));
  ordered_json json = view::acted_json(acted.value, true);
  json["decided_again"] = view::solved_json(acted.solved);
  return Answer{view::acted_text(acted.value, action, true) + view::solved_text(acted.solved), std::move(json)};
}

}  // namespace connections::app
