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

/// Which rules are in force, and why the newer ones on disk are not.
struct ReloadState {
  std::string book;   ///< hash of the rule book in force
  Instant loaded_at;  ///< when it came into force
  std::string error;  ///< of the last reload; empty if it went well
  std::optional<Instant> error_since;
  /// How often a prefilter of that book ran out of memory and every rule was tried singly. Must stay 0: mails get slow.
  std::uint64_t prefilter_fallbacks = 0;
};

/// Keeps the registry true to the files: on request, and by itself when they change. A bad state of the files leaves
/// the old book in force and is told once; the next change is tried again.
class Reloader {
 public:
  /// `watch` was made before the registry read the files, so that no change falls between.
  Reloader(plugin::Registry& registry, FileWatch watch, Instant now);

  /// Looks at the files; once a second. Blocks while a new book is built and tried.
  void tick(Instant now);
  /// Because somebody asked (SIGHUP), whether or not anything changed.
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
