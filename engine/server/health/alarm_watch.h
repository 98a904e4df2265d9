#pragma once

#include <array>
#include <cstddef>

#include "model/time.h"
#include "store/sql/database.h"
#include "sync/silence/alarm.h"

namespace connections::server {

/// Alarms that stand, over all workspaces.
struct AlarmTotals {
  std::array<std::size_t, sync::kAlarmKinds> of_kind{};
  Instant counted_at;
  [[nodiscard]] std::size_t all() const noexcept;
};

/// Looks for silence in every workspace (sync/silence). An alarm that is new, or has ended, is logged once, whichever
/// process sees it: `silence_raised`, `silence_ended`. Errors: those of the store.
[[nodiscard]] Result<AlarmTotals> watch_for_silence(store::Database& database, Instant now);

}  // namespace connections::server
