#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/mail_file.h"
#include "app/terminal/print_json.h"
#include "rules/evaluation/explain.h"

namespace connections::app {
namespace {

constexpr Option kMail{"MAIL", "an .eml file", Option::Type::kText, true};
constexpr Option kPlatform{.name = "--platform", .doc = "parser to use; auto: the engine finds it", .fallback = "auto"};

int run_explain(Context& context, const Arguments& arguments) {
  auto parsers = context.parsers();
  if (!parsers) return report(parsers.error());
  const auto mail = read_mail_file(arguments.text(kMail), parsers->book(), Context::now());
  if (!mail) return report(mail.error());
  rules::Trace trace;
  const Extraction extraction = parsers->extract(*mail, arguments.text(kPlatform), &trace);
  if (arguments.has(kJsonObject)) {
    print_json(rules::explain_json(extraction, trace, *mail));
  } else {
    fmt::print("{}", rules::explain_text(extraction, trace, *mail));
  }
  return kDone;
}

constexpr Command explain_as(std::string_view path, std::string_view summary) {
  return {.path = path,
          .summary = summary,
          .options = {&kMail, &kPlatform, &kJsonObject},
          .examples =
              "Example:  connections explain engine/corpus/invented/mail/airbnb/confirmed-de.eml\n\n"
              "Shows which pack took the mail, which rule read what from which bytes, who spoke there, what was\n"
              "vetoed, and the arithmetic of each confidence; the printed terms give the stored number exactly.",
          .run = run_explain};
}

constexpr Command kCommands[]{explain_as("explain", "Why a mail was read as it was: rules, bytes, arithmetic")};
constexpr Command kRulesCommands[]{
    explain_as("rules explain", "Why a mail was read as it was (also: connections explain)")};

}  // namespace

std::span<const Command> explain_commands() { return kCommands; }
std::span<const Command> rules_explain_commands() { return kRulesCommands; }

}  // namespace connections::app
