#include <fmt/format.h>

#include "app/command.h"
#include "app/rules_commands.h"
#include "app/rules_test_command.h"

namespace connections::app {
namespace {

struct CheckOptions {
  std::filesystem::path folder;
  std::string format = "text";
};

rules::DiagnosticFormat format_of(const std::string& word) {
  if (word == "json") return rules::DiagnosticFormat::kJson;
  return word == "github" ? rules::DiagnosticFormat::kGithub : rules::DiagnosticFormat::kText;
}

int run_check(Context& context, const CheckOptions& options) {
  auto load = context.load_options();
  if (!load) return report(load.error());
  if (!options.folder.empty()) load->rules = options.folder;
  const rules::LoadOutcome outcome = rules::load_rule_book(*load);
  const auto format = format_of(options.format);
  fmt::print("{}", rules::render(outcome.diagnostics, format));
  if (rules::has_errors(outcome.diagnostics)) return kFailed;
  if (format != rules::DiagnosticFormat::kText) return kDone;
  std::size_t packs = 0, count = 0;
  for (const auto& platform : outcome.book->platforms) {
    packs += platform.packs.size();
    for (const auto& pack : platform.packs) count += pack.rules.size();
  }
  fmt::print("{} platforms, {} packs, {} rules, {} languages: no errors, {} warnings\n", outcome.book->platforms.size(),
             packs, count, outcome.book->locales.size(), outcome.diagnostics.size());
  return kDone;
}

}  // namespace

void add_rules_command(CLI::App& program, Context& context, Action& chosen) {
  auto* rules = program.add_subcommand("rules", "The rules: check them, explain what they read");
  rules->require_subcommand(1);
  auto options = std::make_shared<CheckOptions>();
  auto* check = rules->add_subcommand(
      "check", "Every error and warning of the rule files at once, with place, caret and suggestion");
  check->footer(
      "Examples:  connections rules check\n           connections rules check my-rules --format github\n\nExit code 1: "
      "there are errors.");
  check->add_option("PATH", options->folder, "a rules folder (default: the one in force)");
  check->add_option("--format", options->format, "text, json, or github annotations")
      ->check(CLI::IsMember({"text", "json", "github"}))
      ->capture_default_str();
  check->callback(
      [&context, &chosen, options] { chosen = [&context, options] { return run_check(context, *options); }; });
  add_rules_test(*rules, context, chosen);
  add_rules_fmt(*rules, context, chosen);
  add_rules_schema(*rules, chosen);
  add_rules_new(*rules, context, chosen);
  add_explain_options(*rules->add_subcommand("explain", "Why a mail was read as it was (also: connections explain)"),
                      context, chosen);
}

}  // namespace connections::app
