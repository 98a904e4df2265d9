#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/archived_mail.h"
#include "app/command.h"
#include "app/mail_file.h"
#include "app/terminal/print_json.h"
#include "rules/evaluation/explain.h"

namespace connections::app {
namespace {

constexpr Option kMail{.name = "MAIL", .doc = "an .eml file", .one_of = true, .excludes = "--message"};
constexpr Option kMessage{.name = "--message", .doc = "id of an archived mail, or how it begins", .one_of = true};
constexpr Option kPlatform{.name = "--platform", .doc = "parser to use; auto: the engine finds it", .fallback = "auto"};

Result<OpenedMail> open(Context& context, const Arguments& arguments, const plugin::Parsers& parsers) {
  if (arguments.has(kMessage)) return open_archived(context, arguments.text(kMessage));
  return OpenedMail{.mail = TRY(read_mail_file(arguments.text(kMail), parsers.book(), Context::now())),
                    .platform = arguments.text(kPlatform)};
}

int run_explain(Context& context, const Arguments& arguments) {
  auto parsers = context.parsers();
  if (!parsers) return report(parsers.error());
  const auto opened = open(context, arguments, *parsers);
  if (!opened) return report(opened.error());
  rules::Trace trace;
  const Extraction extraction =
      parsers->extract(opened->mail, arguments.has(kPlatform) ? arguments.text(kPlatform) : opened->platform, &trace);
  if (arguments.has(kJsonObject)) {
    print_json(rules::explain_json(extraction, trace, opened->mail));
  } else {
    fmt::print("{}", rules::explain_text(extraction, trace, opened->mail));
  }
  return kDone;
}

constexpr Command explain_as(std::string_view path, std::string_view summary) {
  return {
      .path = path,
      .summary = summary,
      .options = {&kMail, &kMessage, &kPlatform, &kJsonObject},
      .needs = "a mail: a file, or --message ID",
      .examples =
          "Examples:  connections explain engine/corpus/invented/mail/airbnb/confirmed-de.eml\n"
          "           connections explain --message 5b1c77f0\n\n"
          "Shows which pack took the mail, which rule read what from which bytes, who spoke there, what was\n"
          "vetoed, and the arithmetic of each confidence; the printed terms give the stored number exactly. For what\n"
          "was not read: how far each rule came; for a mail that no platform claims: why each one does not.",
      .run = run_explain};
}

constexpr Command kCommands[]{explain_as("explain", "Why a mail was read as it was: rules, bytes, arithmetic")};
constexpr Command kRulesCommands[]{
    explain_as("rules explain", "Why a mail was read as it was (also: connections explain)")};

}  // namespace

std::span<const Command> explain_commands() { return kCommands; }
std::span<const Command> rules_explain_commands() { return kRulesCommands; }

}  // namespace connections::app
