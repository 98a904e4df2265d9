#include "plugin/registry.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "plugin/good_rules.h"
#include "plugin/plugin_copy.h"
#include "plugin/plugin_parser.h"
#include "plugin/plugin_requirements.h"

namespace connections::plugin {
namespace {

/// Old code stays mapped. After so many reloads a restart is due.
constexpr std::size_t kMaxRetired = 16;
constexpr std::size_t kShownDiagnostics = 20;

RegistryEntry entry_of(const AllowedPlugin& allowed, const Loaded& loaded) {
  RegistryEntry entry{
      .id = allowed.id, .version = {}, .file = allowed.file, .sha256 = {}, .state = ParserState::kRefused, .why = {}};
  if (loaded.file) {
    entry.state = ParserState::kLoaded;
    entry.version = loaded.file->version;
    entry.sha256 = loaded.file->sha256;
  } else {
    const Check& failed = loaded.checks.back();
    entry.why = fmt::format("{}: found {}, expected {}; {}", failed.check, failed.found, failed.expected, failed.hint);
  }
  return entry;
}

Error rules_error(const rules::LoadOutcome& outcome) {
  std::vector<rules::Diagnostic> errors;
  for (const auto& one : outcome.diagnostics)
    if (one.severity() == rules::Severity::kError && errors.size() < kShownDiagnostics) errors.push_back(one);
  return {Errc::kRulesInvalid,
          "the rules do not load\n" + rules::render(errors, rules::DiagnosticFormat::kText),
          {},
          "connections rules check shows all of them"};
}

}  // namespace

std::vector<std::filesystem::path> watched_files(const RegistryOptions& options) {
  std::vector<std::filesystem::path> all = options.rules.folders();
  if (!options.rules.overrides.empty()) all.push_back(options.rules.overrides);
  for (const AllowedPlugin& allowed : options.allowed) all.push_back(options.plugin_folder / allowed.file);
  return all;
}

struct Registry::Snapshot {
  rules::RuleBookPtr book;
  std::vector<PluginFilePtr> plugins;
  std::vector<RegistryEntry> entries;  ///< sorted by id
};

Registry::Registry(RegistryOptions options) : options_(std::move(options)) {}
Registry::~Registry() = default;

std::string_view name(ParserState state) noexcept {
  static constexpr std::array<std::string_view, 3> kNames{"loaded", "refused", "rules only"};
  return kNames[static_cast<std::size_t>(state)];
}

Result<std::unique_ptr<Registry>> Registry::open(RegistryOptions options) {
  std::unique_ptr<Registry> registry(new Registry(std::move(options)));
  auto snapshot = TRY(registry->build_first());
  registry->snapshot_ = std::move(snapshot);
  return registry;
}

/// The rules as they are, if they pass the trial; then they are kept.
Result<std::shared_ptr<const Registry::Snapshot>> Registry::build_tried() const {
  auto snapshot = TRY(build(options_.rules));
  const GoodRules good(options_.good_rules);
  if (good.holds(options_.rules)) return snapshot;
  TRY(options_.trial(parsers_of(snapshot), options_.rules));
  TRY(good.keep(options_.rules));
  return snapshot;
}

Result<std::shared_ptr<const Registry::Snapshot>> Registry::build_first() {
  if (options_.good_rules.empty() || !options_.trial) return build(options_.rules);
  auto tried = build_tried();
  if (tried) return tried;
  const Errc why = tried.error().code;
  if (why == Errc::kLimitExceeded) return build(options_.rules);  // a slow machine; nothing was found wrong
  if (why != Errc::kRulesInvalid && why != Errc::kRuleTestFailed) return tried;
  const auto copy = GoodRules(options_.good_rules).in_place_of(options_.rules);
  if (!copy) return tried;
  start_error_ = tried.error();
  return build(*copy);
}

Result<std::shared_ptr<const Registry::Snapshot>> Registry::build(const rules::LoadOptions& from) const {
  auto snapshot = std::make_shared<Snapshot>();
  rules::LoadOutcome outcome = rules::load_rule_book(from);
  if (!outcome.book) return std::unexpected(rules_error(outcome));
  snapshot->book = std::move(outcome.book);

  for (const AllowedPlugin& allowed : options_.allowed) {
    const auto path = options_.plugin_folder / allowed.file;  // an absolute file stays as it is
    Loaded loaded = load_plugin(path, allowed, path.parent_path());
    if (loaded.file && !options_.state_folder.empty()) {
      auto copy = TRY(copy_by_content(*loaded.file, options_.state_folder));
      loaded = load_plugin(copy, allowed, {});
    }
    if (!loaded.file && allowed.required) return std::unexpected(refusal(path, loaded.checks.back()));
    snapshot->entries.push_back(entry_of(allowed, loaded));
    if (loaded.file) snapshot->plugins.push_back(std::move(loaded.file));
  }
  for (const rules::Platform& platform : snapshot->book->platforms) {
    const auto same = [&](const RegistryEntry& entry) { return entry.id == platform.id; };
    if (std::none_of(snapshot->entries.begin(), snapshot->entries.end(), same))
      snapshot->entries.push_back({.id = platform.id,
                                   .version = "rules",
                                   .file = fmt::format("rules/{}/", platform.id),
                                   .sha256 = {},
                                   .state = ParserState::kRulesOnly,
                                   .why = {}});
  }
  std::sort(snapshot->entries.begin(), snapshot->entries.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  TRY(check_plugin_requirements(*snapshot->book, snapshot->entries));
  return snapshot;
}

std::shared_ptr<const Registry::Snapshot> Registry::current() const {
  const std::lock_guard lock(mutex_);
  return snapshot_;
}

Parsers Registry::parsers() const { return parsers_of(current()); }

Parsers Registry::parsers_of(const std::shared_ptr<const Snapshot>& snapshot) {
  std::vector<std::unique_ptr<Parser>> parsers;
  for (const RegistryEntry& entry : snapshot->entries) {
    if (entry.state == ParserState::kRulesOnly) parsers.push_back(make_rules_parser(entry.id));
    for (const PluginFilePtr& file : snapshot->plugins)
      if (file->allowed.id == entry.id)
        if (auto parser = make_plugin_parser(file)) parsers.push_back(std::move(parser));
  }
  return {snapshot->book, std::move(parsers), snapshot};
}

rules::RuleBookPtr Registry::book() const { return current()->book; }
std::vector<RegistryEntry> Registry::list() const { return current()->entries; }

/// What is worse than the old snapshot is an error here, where a start would make the best of it.
Result<std::shared_ptr<const Registry::Snapshot>> Registry::build_to_replace(const Snapshot& old) const {
  auto next = build(options_.rules);
  if (!next) return next;
  const auto in_old = [&](const std::string& id) {
    return std::any_of(old.plugins.begin(), old.plugins.end(), [&](const auto& one) { return one->allowed.id == id; });
  };
  for (const RegistryEntry& entry : (*next)->entries)
    if (entry.state == ParserState::kRefused && in_old(entry.id))
      return fail(Errc::kPluginRefused, entry.why, entry.file);
  if (options_.trial) TRY(options_.trial(parsers_of(*next), options_.rules));
  TRY(GoodRules(options_.good_rules).keep(options_.rules));
  return next;
}

Result<void> Registry::reload() {
  auto next = build_to_replace(*current());
  const std::lock_guard lock(mutex_);
  if (next && retired_.size() >= kMaxRetired)
    next = fail(Errc::kLimitExceeded, fmt::format("plugins were replaced {} times", kMaxRetired), {},
                "restart the program");
  if (!next) return std::unexpected(next.error());
  for (const PluginFilePtr& old : snapshot_->plugins) {
    const auto kept = [&](const PluginFilePtr& now) { return now->sha256 == old->sha256; };
    if (std::none_of((*next)->plugins.begin(), (*next)->plugins.end(), kept)) retired_.push_back(old);
  }
  snapshot_ = std::move(*next);
  return {};
}

}  // namespace connections::plugin
