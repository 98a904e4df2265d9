#pragma once

#include <string>

#include "app/store_session.h"
#include "app/terminal/answer.h"
#include "model/booking.h"
#include "sync/person/typed_values.h"
#include "sync/person/undo.h"

/// What the bookings and undo commands do, apart from how their words are parsed. "decided_again" in what they answer
/// is as view::solved_json has it.
namespace connections::app {

/// The booking whose id begins like that. kNotFound, or kInvalidArgument if several do.
[[nodiscard]] Result<Booking> booking_like(store::Transaction& app, const std::string& start);
/// The value of --since: "2026-11-23T12:00:00Z", or a day: its beginning in UTC. kInvalidArgument for anything else.
[[nodiscard]] Result<Instant> parse_since(const std::string& text);

/// Who put the name there: every change of the booking with its mail, reason and arithmetic.
/// {"booking", "changes"}.
[[nodiscard]] Result<Answer> explain_booking(StoreSession& session, const std::string& start);
/// Writes what a person typed. {"booking", "decided_again"}.
[[nodiscard]] Result<Answer> type_over_booking(StoreSession& session, const std::string& start,
                                               const sync::TypedValues& values, Instant now);
/// Takes changes back (sync/person/undo.h). Without `yes` it only says what would happen.
/// {"done", "changes", "decided_again"}.
[[nodiscard]] Result<Answer> undo(StoreSession& session, const sync::UndoWanted& wanted, bool yes, Instant now);

}  // namespace connections::app
