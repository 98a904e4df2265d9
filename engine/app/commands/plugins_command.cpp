#include <filesystem>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/table.h"
#include "plugin/check.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

int run_list(Context& context, bool json) {
  const auto registry = context.registry();
  if (!registry) return report(registry.error());
  const auto entries = (*registry)->list();
  if (json) {
    ordered_json rows = ordered_json::array();
    for (const auto& entry : entries)
      rows.push_back({{"id", entry.id},
                      {"version", entry.version},
                      {"kind", entry.built_in ? "rules" : "shared object"},
                      {"file", entry.file},
                      {"sha256", entry.sha256},
                      {"state", entry.state},
                      {"why", entry.why}});
    fmt::print("{}\n", rows.dump(2));
    return kDone;
  }
  Table table({"id", "version", "kind", "file", "state", "why"});
  for (const auto& entry : entries)
    table.add(
        {entry.id, entry.version, entry.built_in ? "rules only" : "shared object", entry.file, entry.state, entry.why});
  fmt::print("{}", table.to_string());
  return kDone;
}

int run_check(Context& context, const std::filesystem::path& file, bool json) {
  (void)context;
  const auto checks = plugin::check_plugin_file(file);
  bool good = true;
  ordered_json rows = ordered_json::array();
  Table table({"check", "", "found", "expected", "what to do"});
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
  if (json) {
    fmt::print("{}\n", rows.dump(2));
  } else {
    fmt::print("{}\n{}\n", table.to_string(), good ? "accepted" : "refused");
  }
  return good ? kDone : kFailed;
}

}  // namespace

void add_plugins_command(CLI::App& program, Context& context, Action& chosen) {
  auto* plugins = program.add_subcommand("plugins", "Platform parsers: which are loaded, and why one is refused");
  plugins->require_subcommand(1);
  auto json = std::make_shared<bool>(false);

  auto* list =
      plugins->add_subcommand("list", "Every parser: shared objects of config/plugins.yaml and rules-only folders");
  list->footer("Example:  connections plugins list --json");
  list->add_flag("--json", *json, "print a JSON array");
  list->callback([&context, &chosen, json] { chosen = [&context, json] { return run_list(context, *json); }; });

  auto file = std::make_shared<std::filesystem::path>();
  auto* check = plugins->add_subcommand("check", "Run every load check on one shared object and print each");
  check->footer("Example:  connections plugins check build/release/plugins/airbnb.so\n\nExit code 1: refused.");
  check->add_option("FILE", *file, "the shared object")->required();
  check->add_flag("--json", *json, "print a JSON array");
  check->callback([&context, &chosen, file, json] {
    chosen = [&context, file, json] { return run_check(context, *file, *json); };
  });
}

}  // namespace connections::app
