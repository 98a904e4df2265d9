#include "sync/person/undo.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "store/tables/booking_store.h"
#include "store/tables/extraction_json.h"
#include "store/tables/fact_store.h"
#include "store/tables/mail_archive.h"
#include "store/tables/review_store.h"
#include "store/tables/story_store.h"
#include "sync/rules_behind.h"

namespace connections::sync {
namespace {

/// Closes the mail for the program: a person has decided.
Result<void> close_mail(store::Transaction& app, const MessageId& message, Instant now) {
  const auto facts = TRY(store::load_extraction(app, message));
  const auto mail = TRY(store::load_mail(app, message));
  const nlohmann::json reasons =
      nlohmann::json::array({{{"code", "undone"}, {"message", "a person undid its change"}}});
  const auto item = TRY(store::file_review(app,
                                           {.message = message,
                                            .connection = mail.connection_id,
                                            .reasons = reasons,
                                            .candidates = nlohmann::json::array(),
                                            .facts = facts ? store::to_json(*facts) : nlohmann::json::object(),
                                            .guest_name = {},
                                            .check_in = {},
                                            .check_out = {},
                                            .code = {}},
                                           now));
  const auto filed = TRY(store::find_review(app, item));
  if (filed.status == store::ReviewStatus::kOpen) TRY(store::dismiss_review(app, item, now));
  return store::set_named(app, message, std::nullopt);
}

Result<Booking> undo(store::Transaction& app, const store::BookingChange& change, Instant now) {
  auto undone = TRY(store::restore_before(app, change, now));
  if (change.message) TRY(close_mail(app, *change.message, now));
  return undone;
}

Result<std::vector<store::BookingChange>> changes_of(store::Transaction& app, const UndoWanted& wanted) {
  if (!wanted.run.empty()) return store::changes_of_run(app, {wanted.run});
  if (!wanted.change.empty()) return store::changes_like(app, wanted.change);
  auto all = TRY(store::changes_by_mail(app, wanted.since));
  std::vector<store::BookingChange> found;
  for (store::BookingChange& one : all) {
    const auto rules = TRY(rules_behind(app, one));
    if (std::ranges::find(rules, wanted.rule) != rules.end()) found.push_back(std::move(one));
  }
  return found;
}

}  // namespace

Result<std::vector<UndoStep>> plan_undo(store::Transaction& app, const UndoWanted& wanted) {
  auto changes = TRY(changes_of(app, wanted));
  if (changes.empty())
    return fail(Errc::kNotFound, "no change fits", {},
                "connections bookings explain ID shows the changes of a booking");
  if (!wanted.change.empty() && changes.size() > 1)
    return fail(Errc::kInvalidArgument, fmt::format("{} changes begin with '{}'", changes.size(), wanted.change));
  std::vector<UndoStep> steps;
  std::map<BookingId, nlohmann::json> values;  // as they would be after the steps so far
  for (store::BookingChange& change : changes) {
    UndoStep step{.change = std::move(change), .booking = {}, .left = {}};
    step.booking = TRY(store::find_booking(app, step.change.booking));
    auto& now = values.try_emplace(step.booking.id, store::changed_values(step.booking)).first->second;
    if (now != step.change.after)
      step.left = "the booking has been changed since";
    else
      now = step.change.before;
    steps.push_back(std::move(step));
  }
  return steps;
}

Result<void> apply_undo(store::Transaction& app, const std::vector<UndoStep>& steps, Instant now) {
  for (const UndoStep& step : steps)
    if (step.left.empty()) TRY(undo(app, step.change, now));
  return {};
}

Result<Booking> undo_change(store::Transaction& app, const std::string& id, Instant now) {
  const auto change = TRY(store::find_change(app, id));
  return undo(app, change, now);
}

}  // namespace connections::sync
