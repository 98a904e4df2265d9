#include "store/sql/database.h"

#include <fmt/format.h>

#include "store/sql/pqxx_errors.h"
#include "store/sql/pqxx_transaction.h"
#include "store/sql/session_pool.h"
#include "store/sql/uuid.h"

namespace connections::store {
namespace {

/// Dates and times travel as text in this form, whatever the server or the role is set to.
constexpr std::string_view kSessionFormat =
    "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL client_encoding = 'UTF8'; "
    "SET LOCAL client_min_messages = 'warning';";

std::string_view role_name(Role role) { return role == Role::kApp ? "connections_app" : "connections_calendar"; }

std::string opening(Role role, const WorkspaceId& workspace) {
  return fmt::format("{} SET LOCAL ROLE {}; SET LOCAL app.workspace_id = '{}'", kSessionFormat, role_name(role),
                     workspace.value);
}

Result<void> run_in(pqxx::work& work, const std::function<Result<void>(Transaction&)>& fn) {
  Transaction::Impl impl{work};
  Transaction transaction(impl);
  Result<void> done = fn(transaction);
  if (done && impl.failed) return std::unexpected(*impl.failed);
  if (done) work.commit();
  return done;  // not committed: the work's destructor rolls back
}

/// Begins a transaction and sets role and workspace. False if the session had died while idle: libpqxx 6 notices when
/// it begins, 7 with the first statement.
bool opened(SessionPool::Loan& loan, std::optional<pqxx::work>& work, const std::string& opening) {
  try {
    work.emplace(loan.session());
    work->exec(opening);
    return true;
  } catch (const std::exception& exception) {
    if (!loan.reused() || error_of(exception).code != Errc::kStoreUnavailable) throw;
    return false;
  }
}

/// Nothing if the session on loan was dead and the caller should take another.
std::optional<Result<void>> attempt(SessionPool& pool, const std::string& opening,
                                    const std::function<Result<void>(Transaction&)>& fn) {
  auto loan = pool.take();
  {
    std::optional<pqxx::work> work;
    if (opened(loan, work, opening)) return run_in(*work, fn);
  }
  loan.discard();
  return std::nullopt;
}

Result<void> run_on(SessionPool& pool, const std::string& opening,
                    const std::function<Result<void>(Transaction&)>& fn) {
  return guarded([&]() -> Result<void> {
    for (;;)  // ends: each dead session leaves the pool, and a fresh one that fails throws
      if (auto done = attempt(pool, opening, fn)) return *std::move(done);
  });
}

}  // namespace

struct Database::Impl {
  SessionPool pool;
  Impl(std::string url, std::size_t sessions) : pool(std::move(url), sessions) {}
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(std::string url, std::size_t sessions) {
  if (sessions == 0) return fail(Errc::kInvalidArgument, "a database needs at least one session");
  return guarded([&]() -> Result<Database> {
    auto impl = std::make_unique<Impl>(std::move(url), sessions);
    static_cast<void>(impl->pool.take());  // checks the URL, and leaves the session in the pool
    return Database(std::move(impl));
  });
}

Result<void> Database::run(Role role, const WorkspaceId& workspace, const Work& work) {
  if (!is_uuid(workspace.value))
    return fail(Errc::kInvalidArgument, fmt::format("\"{}\" is not a workspace id", workspace.value));
  return run_on(impl_->pool, opening(role, workspace), work);
}

Result<void> Database::run_as_owner(const Work& work) { return run_on(impl_->pool, std::string(kSessionFormat), work); }

struct ConnectionLock::Impl {
  std::unique_ptr<pqxx::connection> session;  // closing it releases the lock
};

ConnectionLock::ConnectionLock(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ConnectionLock::ConnectionLock(ConnectionLock&&) noexcept = default;
ConnectionLock& ConnectionLock::operator=(ConnectionLock&&) noexcept = default;
ConnectionLock::~ConnectionLock() = default;

bool ConnectionLock::held() {
  try {
    pqxx::work work(*impl_->session);
    return !work.exec("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted")
                .empty();
  } catch (const std::exception&) {
    return false;
  }
}

Result<ConnectionLock> Database::try_lock_connection(const WorkspaceId& workspace, const ConnectionId& connection) {
  if (!is_uuid(workspace.value) || !is_uuid(connection.value))
    return fail(Errc::kInvalidArgument, fmt::format("\"{}\" is not a connection id", connection.value));
  return guarded([&]() -> Result<ConnectionLock> {
    auto impl = std::make_unique<ConnectionLock::Impl>(ConnectionLock::Impl{connect(impl_->pool.url())});
    pqxx::work work(*impl->session);
    const auto answer = work.exec(fmt::format("SELECT pg_try_advisory_lock(hashtextextended('connections/{}/{}', 0))",
                                              workspace.value, connection.value));
    const bool granted = answer[0][0].as<bool>();
    work.commit();
    if (!granted)
      return fail(Errc::kSyncInProgress, fmt::format("connection {} is being synced by another run", connection.value));
    return ConnectionLock(std::move(impl));
  });
}

}  // namespace connections::store
