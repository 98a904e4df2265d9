#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/print_json.h"
#include "plugin/check.h"
#include "view/table.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

constexpr Option kFile{"FILE", "the shared object", Option::Type::kText, true};

int run_list(Context& context, const Arguments& arguments) {
  const auto registry = context.registry();
  if (!registry) return report(registry.error());
  const auto entries = (*registry)->list();
  if (arguments.has(kJsonArray)) {
    ordered_json rows = ordered_json::array();
    for (const auto& entry : entries)
      rows.push_back({{"id", entry.id},
                      {"version", entry.version},
                      {"kind", entry.state == plugin::ParserState::kRulesOnly ? "rules" : "shared object"},
                      {"file", entry.file},
                      {"sha256", entry.sha256},
                      {"state", name(entry.state)},
                      {"why", entry.why}});
    print_json(rows);
    return kDone;
  }
  view::Table table({"id", "version", "kind", "file", "state", "why"});
  for (const auto& entry : entries)
    table.add({entry.id, entry.version, entry.state == plugin::ParserState::kRulesOnly ? "rules only" : "shared object",
               entry.file, std::string(name(entry.state)), entry.why});
  fmt::print("{}", table.to_string());
  return kDone;
}

int run_check(Context&, const Arguments& arguments) {
  const auto checks = plugin::check_plugin_file(arguments.text(kFile));
  bool good = true;
  ordered_json rows = ordered_json::array();
  view::Table table({"check", "", "found", "expected", "what to do"});
  for (const auto& check : checks) {
    good = good && check.ok;
    rows.push_back({{"check", check.check},
                    {"ok", check.ok},
                    {"found", check.found},
                    {"expected", check.expected},
                    {"hint", check.hint}});
    table.add(
        {check.check, check.ok ? "ok" : "NO", check.found, check.ok ? "" : check.expected, check.ok ? "" : check.hint});
  }
  if (arguments.has(kJsonArray)) {
    print_json(rows);
  } else {
    fmt::print("{}\n{}\n", table.to_string(), good ? "accepted" : "refused");
  }
  return good ? kDone : kFailed;
}

constexpr Command kCommands[]{
    {.path = "plugins", .summary = "Platform parsers: which are loaded, and why one is refused"},
    {.path = "plugins list",
     .summary = "Every parser: shared objects of config/plugins.yaml and rules-only folders",
     .options = {&kJsonArray},
     .examples = "Example:  connections plugins list --json",
     .run = run_list},
    {.path = "plugins check",
     .summary = "Run every load check on one shared object and print each",
     .options = {&kFile, &kJsonArray},
     .examples = "Example:  connections plugins check build/release/plugins/airbnb.so\n\nExit code 1: refused.",
     .run = run_check},
};

}  // namespace

std::span<const Command> plugins_commands() { return kCommands; }

}  // namespace connections::app
