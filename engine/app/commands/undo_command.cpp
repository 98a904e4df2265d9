#include "app/command.h"
#include "app/review_work.h"
#include "app/store_session.h"

namespace connections::app {
namespace {

constexpr Option kChange{.name = "--change",
                         .doc = "id of a change, or how it begins (bookings explain shows it)",
                         .one_of = true,
                         .excludes = "--run"};
constexpr Option kRun{.name = "--run", .doc = "id of a sync run", .one_of = true};
constexpr Option kYes{"--yes", "do it", Option::Type::kFlag};

int run_undo(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  return print_result(
      undo(*session, arguments.text(kChange), arguments.text(kRun), arguments.has(kYes), Context::now()));
}

constexpr Command kCommands[]{
    {.path = "undo",
     .summary = "Take a change of a booking back, or all changes of one sync run",
     .options = {&kChange, &kRun, &kYes},
     .needs = "--change ID or --run ID",
     .examples = "Examples:  connections undo --change 3fa85f64\n"
                 "           connections undo --run RUN_ID --yes\n\n"
                 "Without --yes it only says what it would do. What was changed later is left alone.",
     .run = run_undo},
};

}  // namespace

std::span<const Command> undo_commands() { return kCommands; }

}  // namespace connections::app
