#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "plugin/check.h"
#include "plugin/parsers.h"
#include "rules/language/load_rule_book.h"

namespace connections::plugin {

struct RegistryOptions {
  rules::LoadOptions rules;
  std::vector<AllowedPlugin> allowed;
  std::filesystem::path plugin_folder;
  /// Where plugins are copied by content before they are loaded, so that a replaced file is new code (the same
  /// path would run the old). Empty: load in place; then only rules can be reloaded.
  std::filesystem::path state_folder;
  /// Whether a book that loads may come into force at a reload (book_trial.h); none: every book may.
  std::function<Result<void>(const rules::RuleBook&, const rules::LoadOptions&)> trial = {};
};

/// What a reload reads: rule folders and allowed shared objects.
[[nodiscard]] std::vector<std::filesystem::path> watched_files(const RegistryOptions& options);

/// One line of `connections plugins list`.
struct RegistryEntry {
  std::string id, version;
  bool built_in = false;
  std::string file, sha256;
  std::string state;  ///< "loaded", "refused", "rules only"
  std::string why;    ///< of a refusal
};

/// All parsers and the rule book that are in force: an immutable snapshot, swapped whole. Thread-safe.
class Registry {
 public:
  /// Errors: kRulesInvalid (message holds the diagnostics), kPluginRefused for a required plugin.
  [[nodiscard]] static Result<std::unique_ptr<Registry>> open(RegistryOptions options);
  ~Registry();

  /// A worker's own parsers over the snapshot in force now.
  [[nodiscard]] Parsers parsers() const;
  [[nodiscard]] rules::RuleBookPtr book() const;
  [[nodiscard]] std::vector<RegistryEntry> list() const;

  /// Builds a new snapshot from the files, tries its book, and swaps it in. On any error the old one stays in force and
  /// the error is kept for health; a plugin that was loaded and would now be refused is an error too. Work under way
  /// ends on the snapshot it began with; code is never unloaded under it.
  Result<void> reload();
  /// The last reload's error; empty if it went well.
  [[nodiscard]] std::string last_error() const;

 private:
  struct Snapshot;
  explicit Registry(RegistryOptions options);
  [[nodiscard]] Result<std::shared_ptr<const Snapshot>> build() const;
  [[nodiscard]] Result<std::shared_ptr<const Snapshot>> build_to_replace(const Snapshot& old) const;
  [[nodiscard]] std::shared_ptr<const Snapshot> current() const;

  RegistryOptions options_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<PluginFilePtr> retired_;  ///< old code, kept mapped
  std::string last_error_;
};

}  // namespace connections::plugin
