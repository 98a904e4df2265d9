#include "store/sql/database.h"

#include <mutex>

#include <fmt/format.h>

#include "secrets/digest.h"

#include "store/sql/pqxx_errors.h"
#include "store/sql/pqxx_transaction.h"
#include "store/sql/query.h"
#include "store/sql/session_pool.h"
#include "store/sql/uuid.h"

namespace connections::store {
namespace {

/// Dates and times travel as text in this form, whatever the server or the role is set to.
constexpr std::string_view kSessionFormat =
    "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL client_encoding = 'UTF8'; "
    "SET LOCAL client_min_messages = 'warning';";

std::string_view role_name(Role role) { return role == Role::kApp ? "connections_app" : "connections_calendar"; }

/// What own_workspace_id() of the database wants to see: SHA-256 of its secret and the id, in hex.
std::string proof_of(const WorkspaceId& workspace, const std::string& secret) {
  return secrets::sha256_hex(secret + workspace.value);
}

std::string opening(Role role, const WorkspaceId& workspace, const std::string& secret) {
  return fmt::format("{} SET LOCAL ROLE {}; SET LOCAL app.workspace_id = '{}'; SET LOCAL app.workspace_proof = '{}'",
                     kSessionFormat, role_name(role), workspace.value, proof_of(workspace, secret));
}

Result<void> run_in(Session& session, pqxx::work& work, const std::function<Result<void>(Transaction&)>& fn) {
  Transaction::Impl impl{work, session};
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
    work.emplace(loan.session().connection());
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
    if (opened(loan, work, opening)) return run_in(loan.session(), *work, fn);
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
  SessionPool owner;
  std::optional<SessionPool> app, calendar;  ///< nothing: the owner's
  std::mutex mutex;
  std::string secret;  ///< of workspace_secret, once it was read; guarded by mutex

  Impl(Logins logins, std::size_t sessions) : owner(std::move(logins.owner), sessions) {
    if (!logins.app.empty()) app.emplace(std::move(logins.app), sessions);
    if (!logins.calendar.empty()) calendar.emplace(std::move(logins.calendar), sessions);
  }
  SessionPool& pool(Role role) {
    std::optional<SessionPool>& own = role == Role::kApp ? app : calendar;
    return own ? *own : owner;
  }
  Result<std::string> workspace_secret() {
    const std::lock_guard lock(mutex);
    if (secret.empty())
      TRY(run_on(owner, std::string(kSessionFormat), [&](Transaction& transaction) -> Result<void> {
        secret = TRY(query_one(
            transaction, "SELECT secret FROM workspace_secret", {}, [](const Row& row) { return row.text("secret"); },
            "the database has no workspace secret"));
        return {};
      }));
    return secret;
  }
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(std::string url, std::size_t sessions) {
  return open(Logins{.owner = std::move(url), .app = {}, .calendar = {}}, sessions);
}

Result<Database> Database::open(Logins logins, std::size_t sessions) {
  if (sessions == 0) return fail(Errc::kInvalidArgument, "a database needs at least one session");
  return guarded([&]() -> Result<Database> {
    auto impl = std::make_unique<Impl>(std::move(logins), sessions);
    static_cast<void>(impl->owner.take());  // checks the URL, and leaves the session in the pool
    return Database(std::move(impl));
  });
}

Result<void> Database::run(Role role, const WorkspaceId& workspace, const Work& work) {
  if (!is_uuid(workspace.value))
    return fail(Errc::kInvalidArgument, fmt::format("\"{}\" is not a workspace id", workspace.value));
  const std::string secret = TRY(impl_->workspace_secret());
  return run_on(impl_->pool(role), opening(role, workspace, secret), work);
}

Result<void> Database::run_as_owner(const Work& work) {
  return run_on(impl_->owner, std::string(kSessionFormat), work);
}

struct ConnectionLock::Impl {
  std::unique_ptr<Session> session;  // closing it releases the lock
};

ConnectionLock::ConnectionLock(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ConnectionLock::ConnectionLock(ConnectionLock&&) noexcept = default;
ConnectionLock& ConnectionLock::operator=(ConnectionLock&&) noexcept = default;
ConnectionLock::~ConnectionLock() = default;

bool ConnectionLock::held() {
  try {
    pqxx::work work(impl_->session->connection());
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
    auto impl =
        std::make_unique<ConnectionLock::Impl>(ConnectionLock::Impl{std::make_unique<Session>(impl_->owner.url())});
    pqxx::work work(impl->session->connection());
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
