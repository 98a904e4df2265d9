#include <fmt/format.h>

#include "app/command.h"
#include "app/review/booking_work.h"
#include "app/store_session.h"

namespace connections::app {
namespace {

constexpr Option kChange{.name = "--change",
                         .doc = "id of a change, or how it begins (bookings explain shows it)",
                         .one_of = true,
                         .excludes = "--run"};
constexpr Option kRun{
    .name = "--run", .doc = "id of a run: of a sync, a re-read, or of deciding again", .one_of = true};
constexpr Option kRule{.name = "--rule",
                       .doc = "id of a rule: every change whose guest or party it read",
                       .one_of = true,
                       .excludes = "--change"};
constexpr Option kSince{"--since", "with --rule: only changes since then (RFC 3339, or a day)"};
constexpr Option kYes{"--yes", "do it", Option::Type::kFlag};

int run_undo(Context& context, const Arguments& arguments) {
  sync::UndoWanted wanted{
      .change = arguments.text(kChange), .run = arguments.text(kRun), .rule = arguments.text(kRule), .since = {}};
  if (const std::string& since = arguments.text(kSince); !since.empty()) {
    if (wanted.rule.empty()) return report({Errc::kInvalidArgument, "--since goes with --rule", "--since", {}});
    const auto begin = parse_since(since);
    if (!begin) return report(begin.error());
    wanted.since = *begin;
  }
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  return print_answer(undo(*session, wanted, arguments.has(kYes), Context::now()), arguments.has(kJsonObject));
}

constexpr Command kCommands[]{
    {.path = "undo",
     .summary = "Take back a change of a booking, all changes of a run, or all that one rule read",
     .options = {&kChange, &kRun, &kRule, &kSince, &kYes, &kJsonObject},
     .needs = "--change ID, --run ID or --rule ID",
     .examples = "Examples:  connections undo --change 3fa85f64\n"
                 "           connections undo --run RUN_ID --yes\n"
                 "           connections undo --rule airbnb.confirmed.guest_name --since 2026-11-01\n\n"
                 "Without --yes it only says what it would do. What was changed later is left alone.",
     .run = run_undo},
};

}  // namespace

std::span<const Command> undo_commands() { return kCommands; }

}  // namespace connections::app
