#pragma once

#include <vector>

#include "sync/silence/alarm.h"
#include "sync/silence/facts.h"

namespace connections::sync {

/// The alarms that the facts call for at `now`, each kind at most once a connection, feed or platform. The one place
/// that decides it; pure.
[[nodiscard]] std::vector<Alarm> find_alarms(const SilenceFacts& facts, Instant now);

/// The same from the database. Errors: those of the store.
[[nodiscard]] Result<std::vector<Alarm>> read_alarms(store::Transaction& app, Instant now);

/// A connection reads the mails of this platform: its own, or those of all.
[[nodiscard]] bool reads_platform(const store::Connection& connection, const std::string& platform);

inline constexpr std::chrono::hours kMailMayTake{24};         ///< platforms write within minutes; filters and syncs lag
inline constexpr std::chrono::hours kCalendarMayLag{48};      ///< as long as the matcher waits for a calendar
inline constexpr std::chrono::hours kFeedMayRest{24};         ///< a feed that fails is asked every six hours
inline constexpr std::chrono::hours kSyncMayRest{72};         ///< a weekend of a machine that is off
inline constexpr std::chrono::hours kTokenWarning{48};        ///< enough to find the person who can connect again
inline constexpr std::chrono::hours kEmptiedIsNews{30 * 24};  ///< who leaves a label empty for longer means it
inline constexpr std::chrono::hours kTemplateWindow{7 * 24};  ///< mails that are compared with those before

}  // namespace connections::sync
