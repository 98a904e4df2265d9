#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "model/error.h"
#include "model/ids.h"
#include "store/sql/logins.h"
#include "store/sql/transaction.h"

namespace connections::store {

/// The PostgreSQL role of a transaction. The database refuses what the role may not do (kForbidden).
enum class Role : std::uint8_t {
  kApp,       ///< connections_app: reads, archives, UPDATEs bookings; never INSERTs or DELETEs one
  kCalendar,  ///< connections_calendar: INSERTs and UPDATEs bookings and feeds
};

/// A sync run's claim on one connection, across processes and machines: a PostgreSQL advisory lock on a
/// session of its own. Released with the object, or by the server when the process dies.
class ConnectionLock {
 public:
  ConnectionLock(ConnectionLock&&) noexcept;
  ConnectionLock& operator=(ConnectionLock&&) noexcept;
  ~ConnectionLock();

  /// Whether the server still grants it; false once the session broke (server restarted, network gone).
  [[nodiscard]] bool held();

 private:
  friend class Database;
  struct Impl;
  explicit ConnectionLock(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Pools of sessions to one PostgreSQL database, one for each login. All members may be called from several threads at
/// once.
class Database {
 public:
  /// Maximum number of sessions of one login; a further `with` waits for one. Small: each is a server process.
  static constexpr std::size_t kSessions = 4;

  /// Connects once as the owner to show that the URL works. kStoreUnavailable if it does not.
  [[nodiscard]] static Result<Database> open(Logins logins, std::size_t sessions = kSessions);
  /// With one login for all.
  [[nodiscard]] static Result<Database> open(std::string url, std::size_t sessions = kSessions);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// Runs fn(Transaction&), which returns a Result<T>, in one transaction: commits if it holds a value, rolls
  /// back if it holds an error or throws. Everything inside sees and touches rows of `workspace` only: the database
  /// wants a proof that SQL inside cannot give for another one (migrations/0014).
  /// Do not nest: a second `with` inside fn takes a second session and may wait for itself.
  ///
  /// Errors: fn's own; kInvalidArgument (workspace is not a UUID), kStoreUnavailable, kForbidden (missing
  /// privilege, or another workspace's row), kConflict (unique), kStoreFailed.
  template <class F>
  auto with(Role role, const WorkspaceId& workspace, F&& fn) -> std::invoke_result_t<F&, Transaction&> {
    return collect(std::forward<F>(fn), [&](const Work& work) { return run(role, workspace, work); });
  }

  /// What `with` would give, with everything taken back in the end: what would be, were it done. Errors: as of `with`.
  template <class F>
  auto rehearse(Role role, const WorkspaceId& workspace, F&& fn) -> std::invoke_result_t<F&, Transaction&> {
    std::optional<std::invoke_result_t<F&, Transaction&>> result;
    auto ended = run(role, workspace, [&](Transaction& transaction) -> Result<void> {
      result.emplace(fn(transaction));
      return fail(Errc::kInterrupted, "a rehearsal is never committed");
    });
    if (!result) return std::unexpected(std::move(ended).error());
    return std::move(*result);
  }

  /// The same as the owner, without a workspace: migrations, creating and listing workspaces, and the
  /// look-ups that find out which workspace a request is for.
  template <class F>
  auto as_owner(F&& fn) -> std::invoke_result_t<F&, Transaction&> {
    return collect(std::forward<F>(fn), [&](const Work& work) { return run_as_owner(work); });
  }

  /// kSyncInProgress if another run, here or elsewhere, holds it.
  [[nodiscard]] Result<ConnectionLock> try_lock_connection(const WorkspaceId& workspace,
                                                           const ConnectionId& connection);

 private:
  using Work = std::function<Result<void>(Transaction&)>;
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  Result<void> run(Role role, const WorkspaceId& workspace, const Work& work);
  Result<void> run_as_owner(const Work& work);

  template <class F, class Runner>
  static auto collect(F&& fn, Runner&& runner) -> std::invoke_result_t<F&, Transaction&> {
    using R = std::invoke_result_t<F&, Transaction&>;
    if constexpr (std::is_void_v<typename R::value_type>) {
      return runner(fn);
    } else {
      std::optional<typename R::value_type> value;
      TRY(runner([&](Transaction& transaction) -> Result<void> {
        R result = fn(transaction);
        if (!result) return std::unexpected(std::move(result).error());
        value.emplace(std::move(*result));
        return {};
      }));
      return std::move(*value);
    }
  }

  std::unique_ptr<Impl> impl_;
};

}  // namespace connections::store
