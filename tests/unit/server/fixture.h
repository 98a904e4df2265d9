#pragma once

#include <atomic>
#include <stdexcept>

#include <gtest/gtest.h>

#include "server/schedule/sync_runner.h"
#include "source/folder/folder_source.h"
#include "store/tables/connection_store.h"
#include "store/tables/workspace_store.h"
#include "support/files.h"
#include "support/postgres.h"

namespace connections::server {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// The shipped rules without any shared object, loaded once a process.
inline plugin::Registry& rules_only() {
  static const auto registry =
      must(plugin::Registry::open({.rules = {.rules = std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules",
                                             .overrides = {},
                                             .engine_version = "0.1.0",
                                             .budgets = {}},
                                   .allowed = {},
                                   .plugin_folder = {},
                                   .state_folder = {}}));
  return *registry;
}

/// A database with one workspace and connections that read empty folders; the clock stands where the test sets it.
struct ServerTest : testing::Test {
  store::Database database = test::fresh_store();
  Instant now = *parse_rfc3339("2026-05-20T09:00:00Z");
  std::atomic<bool> stop = false;
  test::TempFolder folder;
  WorkspaceId workspace = make_workspace("default");
  SyncRunner runner{.database = database,
                    .registry = rules_only(),
                    .sources = [](const WorkspaceId&) -> sync::SourceFactory {
                      return [](const store::Connection& one) -> Result<std::unique_ptr<source::Source>> {
                        return source::make_folder_source(one.folder_path);
                      };
                    },
                    .trusted_borders = {"mx.google.com"},
                    .now = [this] { return now; },
                    .stop = [this] { return stop.load(); }};

  template <class F>
  auto app(const WorkspaceId& where, F&& fn) {
    return database.with(store::Role::kApp, where, std::forward<F>(fn));
  }
  template <class F>
  auto owner(F&& fn) {
    return database.as_owner(std::forward<F>(fn));
  }
  WorkspaceId make_workspace(const std::string& name) {
    return must(database.as_owner([&](store::Transaction& owner) { return store::create_workspace(owner, name, now); }))
        .id;
  }
  ConnectionId make_connection(const WorkspaceId& where, const std::string& name, bool broken = false) {
    const auto path = folder.path() / (where.value + name);
    if (!broken) std::filesystem::create_directory(path);
    return must(app(where,
                    [&](store::Transaction& app) {
                      return store::create_connection(app,
                                                      {.platform = "airbnb",
                                                       .name = name,
                                                       .source_kind = store::SourceKind::kFolder,
                                                       .folder_path = path.string()},
                                                      now);
                    }))
        .id;
  }
  ConnectionId make_gmail_connection(const std::string& name) {
    return must(app(workspace,
                    [&](store::Transaction& app) {
                      return store::create_connection(
                          app, {.platform = "airbnb", .name = name, .reservation_label = name}, now);
                    }))
        .id;
  }
};

}  // namespace connections::server
