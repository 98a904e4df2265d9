#include <filesystem>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/commands/rules_commands.h"
#include "app/mail_file.h"
#include "rules/evaluation/explain.h"

namespace connections::app {
namespace {

struct ExplainOptions {
  std::filesystem::path file;
  std::string platform = "auto";
  bool json = false;
};

}  // namespace

int run_explain(Context& context, const std::filesystem::path& file, const std::string& platform, bool json) {
  const auto mail = read_mail_file(file, Context::now());
  if (!mail) return report(mail.error());
  auto parsers = context.parsers();
  if (!parsers) return report(parsers.error());
  rules::Trace trace;
  const Extraction extraction = parsers->extract(*mail, platform, &trace);
  if (json) {
    fmt::print("{}\n", rules::explain_json(extraction, trace, *mail).dump(2));
  } else {
    fmt::print("{}", rules::explain_text(extraction, trace, *mail));
  }
  return kDone;
}

void add_explain_options(CLI::App& command, Context& context, Action& chosen) {
  command.footer(
      "Example:  connections explain engine/corpus/invented/mail/airbnb/confirmed_en.eml\n\n"
      "Shows which pack took the mail, which rule read what from which bytes, who spoke there, what was vetoed,\n"
      "and the arithmetic of each confidence; the printed terms give the stored number exactly.");
  auto options = std::make_shared<ExplainOptions>();
  command.add_option("MAIL", options->file, "an .eml file")->required();
  command.add_option("--platform", options->platform, "parser to use; auto: the engine finds it")
      ->capture_default_str();
  command.add_flag("--json", options->json, "print one JSON object");
  command.callback([&context, &chosen, options] {
    chosen = [&context, options] { return run_explain(context, options->file, options->platform, options->json); };
  });
}

void add_explain_command(CLI::App& program, Context& context, Action& chosen) {
  add_explain_options(*program.add_subcommand("explain", "Why a mail was read as it was: rules, bytes, arithmetic"),
                      context, chosen);
}

}  // namespace connections::app
