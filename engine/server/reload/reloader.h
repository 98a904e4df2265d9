#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "model/time.h"
#include "plugin/registry.h"
#include "server/reload/file_watch.h"

namespace connections::server {

/// Which rules are active, and why newer ones on disk are not.
struct ReloadState {
  std::string book;   ///< hash of the active rule book
  Instant loaded_at;  ///< when it became active
  std::string error;  ///< of the last reload; empty if it succeeded
  std::optional<Instant> error_since;
  /// RuleBook::prefilter_fallbacks of that book. Should stay 0: reading gets slow.
  std::uint64_t prefilter_fallbacks = 0;
};

/// Reloads the registry when the rule files change, or on request. If the files are invalid, the current rules stay
/// active and the error is logged once; the next change is tried again.
class Reloader {
 public:
  /// `watch` must be created before the registry reads the files, so that no change is missed.
  Reloader(plugin::Registry& registry, FileWatch watch, Instant now);

  /// Checks the files; call it once a second. Blocks while a new book is built and tested.
  void tick(Instant now);
  /// On request (SIGHUP), whether or not anything changed.
  void reload(Instant now, std::string_view why);
  /// From any thread.
  [[nodiscard]] ReloadState state() const;

 private:
  plugin::Registry& registry_;
  FileWatch watch_;
  mutable std::mutex mutex_;
  ReloadState state_;  ///< guarded by mutex_
};

}  // namespace connections::server
