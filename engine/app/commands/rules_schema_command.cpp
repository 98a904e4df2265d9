#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/print_json.h"
#include "rules/language/json_schema.h"

namespace connections::app {
namespace {

constexpr Option kKind{"--kind",
                       "pack, platform, library, locale, overrides or tests (default: all, told apart by their key)"};

int run_schema(Context&, const Arguments& arguments) {
  const auto schema = rules::json_schema(arguments.text(kKind));
  if (!schema) return report(schema.error());
  print_json(*schema);
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "rules schema",
     .summary = "The rule language as a JSON Schema, for editors",
     .options = {&kKind},
     .examples = "Examples:  connections rules schema > connections.schema.json\n"
                 "           connections rules schema --kind tests\n\n"
                 "An editor with a YAML language server then completes and checks rule files that begin with\n"
                 "  # yaml-language-server: $schema=connections.schema.json\n"
                 "What it cannot know (references, expressions), connections rules check does.",
     .run = run_schema},
};

}  // namespace

std::span<const Command> rules_schema_commands() { return kCommands; }

}  // namespace connections::app
