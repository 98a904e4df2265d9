#pragma once

#include <optional>
#include <string>

#include "model/booking.h"
#include "model/error.h"
#include "store/sql/transaction.h"

namespace connections::sync {

/// Values that a person types; no mail ever replaces them.
struct TypedValues {
  std::optional<std::string> guest_name;  ///< absent keeps what is there
  std::optional<int> guest_count;
};

/// Writes them into the booking as it was read, in the caller's transaction. Decide everything again afterwards
/// (act_and_solve in solve_workspace.h). Errors: kConflict if it changed since, kNotFound.
[[nodiscard]] Result<Booking> type_values(store::Transaction& app, const Booking& booking, const TypedValues& values,
                                          Instant now);

}  // namespace connections::sync
