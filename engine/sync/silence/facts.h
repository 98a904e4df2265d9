#pragma once

#include <optional>
#include <vector>

#include "store/alarms/silence_facts.h"
#include "store/feeds/feed_store.h"
#include "store/tables/connection_store.h"
#include "store/tables/sync_run_store.h"

namespace connections::sync {

/// A connection and what it brought.
struct ConnectionFacts {
  store::Connection connection;
  std::optional<store::SyncRun> last_run;
  std::vector<store::SeenMail> mails;  ///< newest first
  std::optional<store::EmptiedLabel> emptied;
};

/// What alarms are found from.
struct SilenceFacts {
  std::vector<ConnectionFacts> connections;
  std::vector<store::Feed> feeds;
  std::vector<store::SeenStay> stays;  ///< newest first
};

/// Errors: those of the store.
[[nodiscard]] Result<SilenceFacts> read_silence_facts(store::Transaction& app);

}  // namespace connections::sync
