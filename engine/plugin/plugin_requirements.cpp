#include "plugin/plugin_requirements.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "rules/book/version.h"

namespace connections::plugin {
namespace {

/// What is wrong; empty if the requirement is met or cannot be judged.
std::string complaint(const rules::PluginRequirement& required, const std::vector<RegistryEntry>& loaded) {
  const auto entry =
      std::find_if(loaded.begin(), loaded.end(), [&](const auto& one) { return one.id == required.platform; });
  if (entry == loaded.end() || entry->state == ParserState::kRulesOnly)
    return fmt::format("requires parser {} {}, and this platform has rules only", required.platform, required.bound);
  if (entry->state != ParserState::kLoaded) return {};
  if (rules::version_satisfies(entry->version, required.bound).value_or(false)) return {};
  return fmt::format("requires parser {} {}, {} has {}", required.platform, required.bound, entry->file,
                     entry->version);
}

}  // namespace

Result<void> check_plugin_requirements(const rules::RuleBook& book, const std::vector<RegistryEntry>& loaded) {
  std::string message;
  for (const rules::PluginRequirement& required : book.plugin_requirements)
    if (const std::string what = complaint(required, loaded); !what.empty())
      message += fmt::format("\n{}:{}:{}: {}", required.where.file, required.where.line, required.where.column, what);
  if (message.empty()) return {};
  return fail(Errc::kRulesInvalid, "rules require other parsers" + message, {},
              "install that parser, or rules for the one you have (connections plugins list)");
}

}  // namespace connections::plugin
