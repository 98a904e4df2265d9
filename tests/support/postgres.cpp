#include "support/postgres.h"

#include <stdexcept>
#include <utility>

#include <unistd.h>

#include "store/cluster/create_database.h"
#include "store/migrations/migrate.h"

namespace connections::test {
namespace {

constexpr Instant kMigratedAt{std::chrono::seconds{1'767'225'600}};  // 2026-01-01T00:00:00Z

template <class T>
T value_or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  return std::move(*result);
}

store::PrivateCluster start_in(const TempFolder& folder) {
  let_others_pass(folder);
  return value_or_throw(store::PrivateCluster::start(folder.path(), {.fsync = false}));
}

}  // namespace

void let_others_pass(const TempFolder& folder) {
  std::filesystem::permissions(folder.path(), std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
}

PostgresServer::PostgresServer() : cluster_(start_in(folder_)), owner_(getpid()) {}

PostgresServer::~PostgresServer() {
  if (getpid() == owner_) static_cast<void>(cluster_.destroy());
}

std::string PostgresServer::fresh_database() {
  std::string name = "test_" + std::to_string(getpid()) + "_" + std::to_string(++databases_);
  if (const auto made = store::ensure_database(cluster_.url(), name); !made)
    throw std::runtime_error(to_string(made.error()));
  return name;
}

PostgresServer& postgres() {
  static PostgresServer server;
  return server;
}

std::string fresh_database_url() { return postgres().cluster().url(postgres().fresh_database()); }

store::Database fresh_store() {
  PostgresServer& server = postgres();
  store::Database database = value_or_throw(store::Database::open(server.cluster().logins(server.fresh_database())));
  value_or_throw(store::migrate(database, kMigratedAt));
  return database;
}

}  // namespace connections::test
