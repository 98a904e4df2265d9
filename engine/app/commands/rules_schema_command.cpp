#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/commands/rules_commands.h"
#include "rules/language/json_schema.h"

namespace connections::app {
namespace {

int run_schema(const std::string& kind) {
  const auto schema = rules::json_schema(kind);
  if (!schema) return report(schema.error());
  fmt::print("{}\n", schema->dump(2));
  return kDone;
}

}  // namespace

void add_rules_schema(CLI::App& rules, Action& chosen) {
  auto kind = std::make_shared<std::string>();
  auto* schema = rules.add_subcommand("schema", "The rule language as a JSON Schema, for editors");
  schema->footer(
      "Examples:  connections rules schema > connections.schema.json\n"
      "           connections rules schema --kind tests\n\n"
      "An editor with a YAML language server then completes and checks rule files that begin with\n"
      "  # yaml-language-server: $schema=connections.schema.json\n"
      "What it cannot know (references, expressions), connections rules check does.");
  schema->add_option("--kind", *kind,
                     "pack, platform, library, locale, overrides or tests (default: all, told apart by their key)");
  schema->callback([&chosen, kind] { chosen = [kind] { return run_schema(*kind); }; });
}

}  // namespace connections::app
