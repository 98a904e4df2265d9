#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "server/health/census.h"
#include "server/reload/reloader.h"

namespace connections::server {

/// How this process fares: what GET /health shows.
struct ProcessHealth {
  std::string database_error;  ///< empty: it answers
  ReloadState rules;
  std::vector<plugin::RegistryEntry> refused;  ///< parsers that were not loaded, with the reason
  std::optional<Census> census;                ///< absent until the first one was taken

  /// It can do its work. Old rules in force, a refused parser or a connection in error need a person, not a restart.
  [[nodiscard]] bool able() const noexcept { return database_error.empty(); }
  [[nodiscard]] bool needs_person() const noexcept;
};

/// A contract (README, "Health"): keys are only added. "status" is "ok", "attention" or "failing".
[[nodiscard]] nlohmann::ordered_json to_json(const ProcessHealth& health);

}  // namespace connections::server
