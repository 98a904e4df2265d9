#include "app/review_work.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/terminal/report.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "store/tables/extraction_json.h"
#include "store/tables/mail_archive.h"
#include "sync/person/review_queue.h"
#include "sync/solve_workspace.h"
#include "view/booking_view.h"
#include "view/review_view.h"
#include "view/run_view.h"

namespace connections::app {
namespace {

std::string text_or(const nlohmann::json& json, const char* key, const char* other = "–") {
  const auto at = json.find(key);
  if (at == json.end() || at->is_null()) return other;
  return at->is_string() ? at->get<std::string>() : at->dump();
}

std::string mail_lines(const store::ArchivedMail& mail) {
  return fmt::format("mail      {}\nfrom      {}\nreceived  {}\n", mail.subject, mail.from_address,
                     mail.received_at ? to_rfc3339(*mail.received_at) : "–");
}

/// Each fact with the bytes that it was read from.
std::string fact_lines(const nlohmann::json& json) {
  const auto facts = store::extraction_from_json(json);
  if (!facts) return "  (what was read cannot be shown)\n";
  std::string lines;
  for (const Fact& fact : facts->facts) {
    lines += fmt::format("  {} = {}   confidence {:.3f}{}\n", name(fact.field), to_string(fact.value),
                         fact.confidence.value(), fact.reason.empty() ? "" : "; " + fact.reason);
    if (!fact.candidates.empty() && !fact.candidates.front().evidence.empty()) {
      const Evidence& best = fact.candidates.front().evidence.front();
      lines += fmt::format("      {}  \"{}\"\n", best.rule, best.captured);
    }
  }
  return lines;
}

std::string candidate_lines(store::Transaction& app, const nlohmann::json& candidates) {
  std::string lines;
  for (const auto& one : candidates) {
    const auto booking = store::find_booking(app, {text_or(one, "booking", "")});
    if (!booking) continue;
    const std::string veto = text_or(one, "veto", "");
    lines += fmt::format("  {}  {}  {} – {}  {:.1f} bits{}\n", booking->id.value.substr(0, 8), booking->property,
                         to_iso(booking->check_in), to_iso(booking->check_out), one.value("score", 0.0),
                         veto.empty() ? "" : "  against it: " + veto);
    for (const auto& term : one.value("terms", nlohmann::json::array()))
      lines += fmt::format("      {:+5.1f}  {}: {}\n", term.value("weight", 0.0), text_or(term, "what"),
                           text_or(term, "detail"));
  }
  return lines.empty() ? "  none\n" : lines;
}

std::string change_lines(store::Transaction& app, const store::BookingChange& change) {
  std::string lines =
      fmt::format("{}  {}  {} → {}  ({})\n", change.id.substr(0, 8), to_rfc3339(change.changed_at),
                  text_or(change.before, "guest_name"), text_or(change.after, "guest_name"), change.enrichment_reason);
  if (change.message)
    if (const auto mail = store::load_mail(app, *change.message)) lines += mail_lines(*mail);
  if (!change.decision.is_object()) return lines;
  for (const auto& reason : change.decision.value("reasons", nlohmann::json::array()))
    lines += fmt::format("  because {}\n", text_or(reason, "message"));
  return lines + "weighed\n" + candidate_lines(app, change.decision.value("candidates", nlohmann::json::array()));
}

/// How the group that the item belongs to could be arranged.
Result<std::string> joint_lines(store::Transaction& app, const ReviewId& id) {
  const auto queue = TRY(sync::read_review_queue(app, {}));
  for (const auto& entry : queue.entries) {
    const bool has = std::ranges::any_of(entry.items, [&](const auto& one) { return one.id == id; });
    if (has && !entry.arrangements.empty()) return "arranged\n" + view::arrangements_text(entry, queue.bookings);
  }
  return std::string();
}

using Close = Result<void> (*)(store::Transaction& app, const ReviewId& id, Instant now);

Result<std::string> close_item(StoreSession& session, const std::string& start, Close close, const char* done,
                               Instant now) {
  const auto acted =
      TRY(sync::act_and_solve(TRY(session.deciding(now)), [&](store::Transaction& app) -> Result<std::string> {
        TRY(close(app, TRY(open_review_like(app, start)), now));
        return std::string(done);
      }));
  return acted.value + view::solved_text(acted.solved);
}

std::string undo_lines(const std::vector<sync::UndoStep>& steps, bool done) {
  std::string text;
  for (const sync::UndoStep& one : steps) {
    text += fmt::format("{} {} {}: {} → {}",
                        !one.left.empty() ? "left alone"
                        : done            ? "undone"
                                          : "would undo",
                        one.booking.property, to_iso(one.booking.check_in), text_or(one.change.after, "guest_name"),
                        text_or(one.change.before, "guest_name"));
    text += one.left.empty() ? "\n" : fmt::format("  ({})\n", one.left);
  }
  return text;
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

Result<Booking> booking_like(store::Transaction& app, const std::string& start) {
  std::vector<Booking> found;
  for (const Booking& one : TRY(store::list_bookings(app)))
    if (one.id.value.starts_with(start)) found.push_back(one);
  if (found.size() == 1) return found.front();
  return fail(found.empty() ? Errc::kNotFound : Errc::kInvalidArgument,
              fmt::format("{} bookings have an id that begins with '{}'", found.size(), start), {},
              "connections bookings list shows the ids");
}

std::optional<Instant> parse_since(const std::string& text) {
  if (const auto day = parse_iso_date(text)) return Instant(*day);
  return parse_rfc3339(text);
}

int print_result(const Result<std::string>& text) {
  if (!text) return report(text.error());
  fmt::print("{}", *text);
  return kDone;
}

Result<std::string> show_review(StoreSession& session, const std::string& start) {
  return session.transact([&](store::Transaction& app) -> Result<std::string> {
    const auto item = TRY(store::find_review(app, TRY(open_review_like(app, start))));
    std::string text = mail_lines(TRY(store::load_mail(app, item.message)));
    for (const auto& reason : item.reasons)
      text += fmt::format("why       {} ({})\n", text_or(reason, "message"), text_or(reason, "code"));
    text += "read\n" + fact_lines(item.facts) + "stays\n" + candidate_lines(app, item.candidates);
    text += TRY(joint_lines(app, item.id));
    const std::string id = item.id.value.substr(0, 8);
    return text + fmt::format(
                      "next      connections reviews accept {0} [BOOKING]\n          connections reviews reject "
                      "{0} [BOOKING]\n          connections reviews dismiss {0}\n",
                      id);
  });
}

Result<std::string> list_queue(StoreSession& session, const store::ReviewFilter& filter, bool each) {
  return session.transact([&](store::Transaction& app) -> Result<std::string> {
    auto queue = TRY(sync::read_review_queue(app, filter));
    if (queue.entries.empty()) return std::string("Nothing waits for a person.\n");
    if (each) queue.entries = sync::one_by_one(std::move(queue.entries));
    return view::queue_text(queue);
  });
}

Result<std::string> accept_review(StoreSession& session, const std::string& start, const std::string& booking,
                                  Instant now) {
  const auto acted = TRY(
      sync::act_and_solve(TRY(session.deciding(now)), [&](store::Transaction& app) -> Result<std::optional<Booking>> {
        const ReviewId id = TRY(open_review_like(app, start));
        std::optional<BookingId> wanted;
        if (!booking.empty()) wanted = TRY(booking_like(app, booking)).id;
        return sync::accept_review(app, id, wanted, now);
      }));
  const std::string done = acted.value ? view::bookings_table({{*acted.value, "Accepted by a person", 1.0}})
                                       : std::string("The cancellation counts.\n");
  return done + view::solved_text(acted.solved);
}

Result<std::string> reject_review(StoreSession& session, const std::string& start, const std::string& booking,
                                  Instant now) {
  const auto acted =
      TRY(sync::act_and_solve(TRY(session.deciding(now)), [&](store::Transaction& app) -> Result<std::string> {
        const ReviewId id = TRY(open_review_like(app, start));
        std::optional<BookingId> wanted;
        if (!booking.empty()) wanted = TRY(booking_like(app, booking)).id;
        TRY(sync::reject_review(app, id, wanted, now));
        return std::string("rejected\n");
      }));
  return acted.value + view::solved_text(acted.solved);
}

Result<std::string> dismiss_review(StoreSession& session, const std::string& start, Instant now) {
  return close_item(session, start, store::dismiss_review, "dismissed\n", now);
}

Result<std::string> resolve_review(StoreSession& session, const std::string& start, Instant now) {
  return close_item(session, start, store::resolve_review, "resolved\n", now);
}

Result<std::string> act_on_reviews(StoreSession& session, const store::ReviewFilter& filter, sync::ReviewAction action,
                                   bool yes, Instant now) {
  const auto act = [&](store::Transaction& app) { return sync::act_on_reviews(app, filter, action, yes, now); };
  if (!yes) return view::acted_text(TRY(session.transact(act)), action, false);
  const auto acted = TRY(sync::act_and_solve(TRY(session.deciding(now)), act));
  return view::acted_text(acted.value, action, true) + view::solved_text(acted.solved);
}

Result<std::string> explain_booking(StoreSession& session, const std::string& start) {
  return session.transact([&](store::Transaction& app) -> Result<std::string> {
    const auto booking = TRY(booking_like(app, start));
    std::string text =
        fmt::format("{} {} – {}: {} (from {})\n", booking.property, to_iso(booking.check_in), to_iso(booking.check_out),
                    booking.guest_name.value_or("no name"), store::name(booking.guest_name_source));
    const auto changes = TRY(store::list_changes(app, booking.id));
    for (const store::BookingChange& change : changes) text += change_lines(app, change);
    return changes.empty() ? text + "No mail and no person has changed it.\n" : text;
  });
}

Result<std::string> undo(StoreSession& session, const sync::UndoWanted& wanted, bool yes, Instant now) {
  const auto plan = [&](store::Transaction& app) { return sync::plan_undo(app, wanted); };
  if (!yes) return undo_lines(TRY(session.transact(plan)), false) + "Nothing was changed; --yes does it.\n";
  const auto acted = TRY(sync::act_and_solve(TRY(session.deciding(now)),
                                             [&](store::Transaction& app) -> Result<std::vector<sync::UndoStep>> {
                                               auto steps = TRY(plan(app));
                                               TRY(sync::apply_undo(app, steps, now));
                                               return steps;
                                             }));
  return undo_lines(acted.value, true) + view::solved_text(acted.solved);
}

}  // namespace connections::app
