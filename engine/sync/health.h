#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/access/watch_store.h"
#include "store/sql/database.h"
#include "store/tables/connection_store.h"
#include "store/tables/fetch_failure_store.h"
#include "store/tables/story_store.h"
#include "store/tables/sync_run_store.h"

namespace connections::sync {

/// How one connection fares: the facts that `connections health` and the health route show.
struct ConnectionHealth {
  store::Connection connection;
  std::optional<store::SyncRun> last_run;         ///< may be running still
  std::vector<store::FetchFailure> unfetched;     ///< mails that the source listed and did not hand over, with reasons
  std::size_t pending = 0;                        ///< archived and not decided: the next run goes on with them
  std::size_t waiting = 0;                        ///< decided to wait for the calendar feed
  std::vector<store::WaitingMail> waiting_mails;  ///< those, by arrival
  std::size_t quarantined = 0;                    ///< no reader survived them; each is in the review queue
  std::optional<store::Watch> watch;              ///< Gmail tells of new mail by itself; absent: only polling
};

/// What a person should do about it.
enum class Advice : std::uint8_t {
  kNothing,
  kConnect,    ///< a Gmail account was never connected
  kReconnect,  ///< Google ended the access (invalid_grant)
  kLookAtRun,  ///< the last run failed
};
[[nodiscard]] std::string_view name(Advice advice) noexcept;  ///< "", "connect", "reconnect", "look at the last run"
[[nodiscard]] Advice advice_for(const ConnectionHealth& health);
/// Google ended the access: nothing can be fetched until the person has connected again.
[[nodiscard]] bool must_reconnect(const store::Connection& connection);

/// kNotFound if the connection does not exist in this workspace.
[[nodiscard]] Result<ConnectionHealth> connection_health(store::Transaction& app, const ConnectionId& id);

}  // namespace connections::sync
