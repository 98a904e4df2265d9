#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
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
  /// Whether a book that loads may become active at a reload (book_trial.h), with the parsers that would run with it;
  /// none: every book may.
  std::function<Result<void>(Parsers, const rules::LoadOptions&)> trial = {};
  /// Where a copy of the rules that passed the trial last is stored: with it, a start tries its rules too, and takes
  /// the copy if they fail. Empty: a start takes what loads.
  std::filesystem::path good_rules = {};
};

/// What a reload reads: rule folders and allowed shared objects.
[[nodiscard]] std::vector<std::filesystem::path> watched_files(const RegistryOptions& options);

enum class ParserState : std::uint8_t {
  kLoaded,     ///< a shared object
  kRefused,    ///< a shared object that failed a check
  kRulesOnly,  ///< the built-in parser over rules/<platform>/
};
[[nodiscard]] std::string_view name(ParserState state) noexcept;  ///< "loaded", "refused", "rules only"

/// One line of `connections plugins list`.
struct RegistryEntry {
  std::string id, version;
  std::string file, sha256;
  ParserState state = ParserState::kRulesOnly;
  std::string why;  ///< of a refusal
};

/// All active parsers and the active rule book: an immutable snapshot, swapped whole. Thread-safe.
class Registry {
 public:
  /// Errors: kRulesInvalid (message holds the diagnostics), kPluginRefused for a required plugin; with
  /// RegistryOptions::good_rules those of the trial, if there is no copy of good rules yet.
  [[nodiscard]] static Result<std::unique_ptr<Registry>> open(RegistryOptions options);
  ~Registry();

  /// A worker's own parsers over the active snapshot.
  [[nodiscard]] Parsers parsers() const;
  [[nodiscard]] rules::RuleBookPtr book() const;
  [[nodiscard]] std::vector<RegistryEntry> list() const;
  /// Why the rules at the start were not taken, but the copy of the last good ones; nothing: they were.
  [[nodiscard]] const std::optional<Error>& start_error() const noexcept { return start_error_; }

  /// Builds a new snapshot from the files, tries its book, and swaps it in. On any error the old one stays active; a
  /// plugin that was loaded and would now be refused is an error too. Work under way ends on
  /// the snapshot it began with; code is never unloaded under it.
  Result<void> reload();

 private:
  struct Snapshot;
  explicit Registry(RegistryOptions options);
  [[nodiscard]] Result<std::shared_ptr<const Snapshot>> build(const rules::LoadOptions& from) const;
  [[nodiscard]] Result<std::shared_ptr<const Snapshot>> build_tried() const;
  [[nodiscard]] Result<std::shared_ptr<const Snapshot>> build_first();
  [[nodiscard]] Result<std::shared_ptr<const Snapshot>> build_to_replace(const Snapshot& old) const;
  [[nodiscard]] std::shared_ptr<const Snapshot> current() const;
  [[nodiscard]] static Parsers parsers_of(const std::shared_ptr<const Snapshot>& snapshot);

  RegistryOptions options_;
  std::optional<Error> start_error_;  ///< set by open()
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<PluginFilePtr> retired_;  ///< old code, kept mapped
};

}  // namespace connections::plugin
