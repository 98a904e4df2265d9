#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/review/booking_work.h"
#include "app/store_session.h"
#include "app/sync_session.h"
#include "app/terminal/print_json.h"
#include "app/terminal/progress.h"
#include "view/reread_view.h"

namespace connections::app {
namespace {

constexpr Option kDryRun{"--dry-run", "only say what would be gained, lost and changed", Option::Type::kFlag};
constexpr Option kPlatform{"--platform", "only mails of this platform"};
constexpr Option kSince{"--since", "only mails received since then (RFC 3339, or a day)"};

Result<sync::ArchiveWanted> wanted_of(const Arguments& arguments) {
  sync::ArchiveWanted wanted{.platform = arguments.text(kPlatform), .since = {}};
  const std::string& since = arguments.text(kSince);
  if (since.empty()) return wanted;
  wanted.since = TRY(parse_since(since));
  return wanted;
}

Result<sync::Reread> read_again(Context& context, const Arguments& arguments) {
  const auto wanted = TRY(wanted_of(arguments));
  const auto registry = TRY(context.registry());
  const auto readers = make_readers(*registry, *TRY(context.settings()), read_in(arguments));
  auto reading = readers ? TRY(readers->now()) : sync::Reading{registry->parsers(), nullptr};
  auto session = TRY(StoreSession::open(context));
  StopRequest request;
  Progress progress("reading again");
  sync::SyncRun run{
      .database = session.database, .workspace = session.workspace, .parsers = reading.parsers, .now = Context::now()};
  run.reader = reading.reader.get();
  run.trusted_borders = (*context.settings())->trusted_borders;
  run.progress = [&](std::size_t done, std::size_t total) { progress.show(done, total); };
  run.stop = [&] { return request.made(); };
  return arguments.has(kDryRun) ? sync::rehearse_reread(run, wanted) : sync::reread(run, wanted);
}

int run_reread(Context& context, const Arguments& arguments) {
  const auto done = read_again(context, arguments);
  if (!done) return report(done.error());
  if (arguments.has(kJsonObject))
    print_json(view::to_json(*done));
  else
    fmt::print("{}", view::reread_text(*done, !arguments.has(kDryRun)));
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "reread",
     .summary = "Read the whole archive again with the rules in force, and decide again",
     .options = {&kDryRun, &kPlatform, &kSince, &kInProcess, &kJsonObject},
     .examples =
         "Examples:  connections reread --dry-run\n"
         "           connections reread --platform airbnb --since 2026-11-01\n\n"
         "Gmail is not asked. Mails that read as before are left alone, and so is what a person closed. A name\n"
         "is corrected by the mail that wrote it and never moved to another stay; connections undo --run\n"
         "takes it all back. A re-read that was stopped goes on where it was.",
     .run = run_reread},
};

}  // namespace

std::span<const Command> reread_commands() { return kCommands; }

}  // namespace connections::app
