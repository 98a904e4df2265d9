#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/booking.h"
#include "store/sql/transaction.h"
#include "store/tables/change_store.h"

/// Taking changes of bookings back. Decide everything again afterwards (act_and_solve in solve_workspace.h).
namespace connections::sync {

/// Which changes. Exactly one of `change`, `run` and `rule` is set.
struct UndoWanted {
  std::string change;              ///< its id, or how that begins
  std::string run;                 ///< all that a run wrote
  std::string rule;                ///< all whose guest or party was read by that rule
  std::optional<Instant> since{};  ///< of `rule`: only changes from then on
};

/// One change, and whether it can be taken back.
struct UndoStep {
  store::BookingChange change;
  Booking booking;   ///< as it is now
  std::string left;  ///< why it is left alone; empty: it is taken back
};

/// What undoing would do, newest first. Changes that were made to the same booking later are left alone, unless they
/// are taken back too: what a person wrote later stays. Errors: kNotFound (no such change), kInvalidArgument (several
/// begin like that), those of the store.
[[nodiscard]] Result<std::vector<UndoStep>> plan_undo(store::Transaction& app, const UndoWanted& wanted);

/// Does it: each booking gets the values it had before, and the mails behind the changes are not decided by the program
/// again.
[[nodiscard]] Result<void> apply_undo(store::Transaction& app, const std::vector<UndoStep>& steps, Instant now);

/// Takes one change back. Errors: kConflict if the booking has been changed since (a later change must be undone first;
/// what a person wrote later stays), kNotFound.
[[nodiscard]] Result<Booking> undo_change(store::Transaction& app, const std::string& change, Instant now);

}  // namespace connections::sync
