#pragma once

#include <semaphore>

namespace connections::server {

/// Concurrent syncs requested over HTTP in this process; a further one is 429, so that other handlers stay free to
/// answer. One that need not be waited for (Prefer: respond-async) has no such limit.
inline constexpr int kMaxSyncs = 2;
using SyncSlots = std::counting_semaphore<kMaxSyncs>;

}  // namespace connections::server
