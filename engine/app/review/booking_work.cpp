#include "app/review/booking_work.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/review/evidence_text.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "sync/solve_workspace.h"
#include "view/booking_view.h"
#include "view/change_view.h"
#include "view/run_view.h"

namespace connections::app {
namespace {

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

Result<Booking> booking_like(store::Transaction& app, const std::string& start) {
  std::vector<Booking> found;
  for (const Booking& one : TRY(store::list_bookings(app)))
    if (one.id.value.starts_with(start)) found.push_back(one);
  if (found.size() == 1) return found.front();
  return fail(found.empty() ? Errc::kNotFound : Errc::kInvalidArgument,
              fmt::format("{} bookings have an id that begins with '{}'", found.size(), start), {},
              "connections bookings list shows the ids");
}

Result<Instant> parse_since(const std::string& text) {
  if (const auto day = parse_iso_date(text)) return Instant(*day);
  if (const auto time = parse_rfc3339(text)) return *time;
  return fail(Errc::kInvalidArgument, fmt::format("'{}' is not an RFC 3339 time or a day", text), "--since",
              "like 2026-11-23T12:00:00Z or 2026-11-23");
}

Result<Answer> explain_booking(StoreSession& session, const std::string& start) {
  return session.transact([&](store::Transaction& app) -> Result<Answer> {
    const Booking booking = TRY(booking_like(app, start));
    const auto changes = TRY(store::list_changes(app, booking.id));
    std::string text =
        fmt::format("{} {} – {}: {} (from {})\n", booking.property, to_iso(booking.check_in), to_iso(booking.check_out),
                    booking.guest_name.value_or("no name"), store::name(booking.guest_name_source));
    for (const store::BookingChange& change : changes) text += change_lines(app, change);
    if (changes.empty()) text += "No mail and no person has changed it.\n";
    return Answer{std::move(text),
                  {{"booking", view::to_json(TRY(view::read_booking(app, booking.id)))},
                   {"changes", view::changes_json(changes)}}};
  });
}

Result<Answer> type_over_booking(StoreSession& session, const std::string& start, const sync::TypedValues& values,
                                 Instant now) {
  const auto typed =
      TRY(sync::act_and_solve(TRY(session.deciding(now)), [&](store::Transaction& app) -> Result<Booking> {
        return sync::type_values(app, TRY(booking_like(app, start)), values, now);
      }));
  const view::BookingView booking{typed.value, "Typed by a person", 1.0, {}};
  return Answer{view::bookings_table({booking}) + view::solved_text(typed.solved),
                {{"booking", view::to_json(booking)}, {"decided_again", view::solved_json(typed.solved)}}};
}

Result<Answer> undo(StoreSession& session, const sync::UndoWanted& wanted, bool yes, Instant now) {
  const auto plan = [&](store::Transaction& app) { return sync::plan_undo(app, wanted); };
  if (!yes) {
    const auto steps = TRY(session.transact(plan));
    return Answer{undo_lines(steps, false) + "Nothing was changed; --yes does it.\n",
                  {{"done", false}, {"changes", view::undo_json(steps)}, {"decided_again", nullptr}}};
  }
  const auto acted = TRY(sync::act_and_solve(TRY(session.deciding(now)),
                                             [&](store::Transaction& app) -> Result<std::vector<sync::UndoStep>> {
                                               auto steps = TRY(plan(app));
                                               TRY(sync::apply_undo(app, steps, now));
                                               return steps;
                                             }));
  return Answer{
      undo_lines(acted.value, true) + view::solved_text(acted.solved),
      {{"done", true}, {"changes", view::undo_json(acted.value)}, {"decided_again", view::solved_json(acted.solved)}}};
}

}  // namespace connections::app
