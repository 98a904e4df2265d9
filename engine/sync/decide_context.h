#pragma once

#include <cstdint>
#include <functional>

#include "match/policy.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/database.h"

namespace connections::sync {

/// Mails that are written in one transaction at most: enough that its cost no longer counts (a tenth of a millisecond
/// and a disk's answer), few enough that it is short and a killed run repeats little.
inline constexpr std::size_t kBatchMails = 256;

/// Points at which work has just been committed. What is killed at any of them resumes and ends in the same rows.
enum class Commit : std::uint8_t {
  kRunBegun,
  kLabelSeen,
  kArchived,
  kCursorMoved,
  kRead,
  kDecided,
  kRunEnded,
  kActed,   ///< what a person did is written; what follows from it is not decided yet
  kReread,  ///< one mail of the archive was read anew
};

/// What deciding works with; all of it is the caller's and outlives the call.
struct DecideContext {
  store::Database& database;
  WorkspaceId workspace;
  Instant now;  ///< the only clock
  match::Policy policy{};
  bool calendars_complete = true;                         ///< see match::SolveInput
  std::function<bool()> stop = [] { return false; };      ///< true: end at the next mail, resume later
  std::function<void(Commit)> committed = [](Commit) {};  ///< tests kill the process here; on the caller's thread
  std::size_t batch = kBatchMails;
};

}  // namespace connections::sync
