#pragma once

#include "model/time.h"
#include "store/tables/fetch_failure_store.h"

namespace connections::sync {

/// A mail that the source lists but does not have is gone after so many absences in a row: the first may come too
/// early, seconds after the mail did.
inline constexpr int kGoneAfter = 3;

/// How long to leave a mail alone after so many failures: from a minute to a day, so that one that never comes does
/// not cost every run.
[[nodiscard]] constexpr std::chrono::minutes spacing(int attempts) {
  constexpr std::chrono::minutes kSpacing[]{std::chrono::minutes{1}, std::chrono::minutes{10}, std::chrono::hours{1},
                                            std::chrono::hours{6}, std::chrono::hours{24}};
  return kSpacing[attempts <= 1 ? 0 : attempts <= 5 ? attempts - 1 : 4];
}

/// Whether to ask for it though the source does not list it now.
[[nodiscard]] inline bool is_due(const store::FetchFailure& failure, Instant now) {
  return !failure.gone_at && now >= failure.last_failed_at + spacing(failure.attempts);
}

}  // namespace connections::sync
