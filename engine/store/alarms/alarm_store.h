#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `silence_alarms`: the alarms that stand, so that each is told once by whichever process notices it first.
namespace connections::store {

struct StandingAlarm {
  std::string kind;     ///< a word of sync/silence/alarm.h
  std::string subject;  ///< id of a connection or feed, or a platform
  std::string cause;
};

struct AlarmChanges {
  std::vector<StandingAlarm> raised;
  std::vector<StandingAlarm> ended;
};
/// Makes these the alarms that stand. Of several processes one is told that an alarm was raised, or ended.
[[nodiscard]] Result<AlarmChanges> set_alarms(Transaction& app, const std::vector<StandingAlarm>& now_standing,
                                              Instant now);

}  // namespace connections::store
