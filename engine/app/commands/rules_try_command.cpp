#include <chrono>
#include <filesystem>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "app/command.h"
#include "app/mail_file.h"
#include "app/sync_session.h"
#include "plugin/registry.h"
#include "rules/evaluation/explain.h"
#include "server/reload/file_watch.h"

namespace connections::app {
namespace {

/// Two looks that see the same state make a change count, so that a file half written does not.
constexpr std::chrono::milliseconds kLookEvery{200};
constexpr const char* kClearScreen = "\x1b[H\x1b[2J\x1b[3J";

constexpr Option kMail{"MAIL", "an .eml file", Option::Type::kText, true};
constexpr Option kPlatform{.name = "--platform", .doc = "parser to use; auto: the engine finds it", .fallback = "auto"};
constexpr Option kWatch{"--watch", "again whenever a rule file or the mail changes, until Ctrl-C", Option::Type::kFlag};

int show(const plugin::Registry& registry, const Arguments& arguments) {
  plugin::Parsers parsers = registry.parsers();
  const auto mail = read_mail_file(arguments.text(kMail), parsers.book(), Context::now());
  if (!mail) return report(mail.error());
  rules::Trace trace;
  const Extraction extraction = parsers.extract(*mail, arguments.text(kPlatform), &trace);
  fmt::print("{}", rules::tried_text(extraction, trace));
  return kDone;
}

/// One look after each change; what is wrong with the rules is said, and the ones before stay in force.
int watch(plugin::Registry& registry, server::FileWatch files, const Arguments& arguments) {
  StopRequest stop;
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  for (bool changed = true; !stop.made(); changed = files.poll()) {
    if (changed) {
      if (terminal) fmt::print("{}", kClearScreen);
      if (const auto read = registry.reload(); !read)
        (void)report(read.error());
      else
        (void)show(registry, arguments);
      fmt::print("\n{}  Ctrl-C ends it.\n", to_rfc3339(Context::now()));
      std::fflush(stdout);
    }
    std::this_thread::sleep_for(kLookEvery);
  }
  return kDone;
}

int run_try(Context& context, const Arguments& arguments) {
  const auto options = context.registry_options();
  if (!options) return report(options.error());
  std::vector<std::filesystem::path> watched = plugin::watched_files(*options);
  watched.emplace_back(arguments.text(kMail));
  server::FileWatch files(std::move(watched));  // before the rules are read: no change is missed
  const auto registry = context.registry();
  if (!registry) return report(registry.error());
  return arguments.has(kWatch) ? watch(**registry, std::move(files), arguments) : show(**registry, arguments);
}

constexpr Command kCommands[]{
    {.path = "rules try",
     .summary = "What the rules read of one mail; with --watch, live while you edit",
     .options = {&kMail, &kPlatform, &kWatch},
     .examples = "Example:  connections rules try my-mails/booked.eml --watch\n\n"
                 "Each fact with the rule and the text it was read from, and each rule that matched and was refused,\n"
                 "with its reason. While the rules have errors these are shown. Nothing is written.\n"
                 "connections explain shows the arithmetic.",
     .run = run_try},
};

}  // namespace

std::span<const Command> rules_try_commands() { return kCommands; }

}  // namespace connections::app
