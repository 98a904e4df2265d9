#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/store_session.h"
#include "app/terminal/answer.h"
#include "view/reservations_view.h"

namespace connections::app {
namespace {

constexpr Option kDays{.name = "--days",
                       .doc = "of stays that begin within so many days and have not ended",
                       .type = Option::Type::kWhole,
                       .fallback = "365",
                       .least = 1,
                       .most = 3650};

Result<Answer> list(Context& context, const Arguments& arguments) {
  auto session = TRY(StoreSession::open(context));
  const auto deciding = TRY(session.deciding(Context::now()));
  const auto found = TRY(session.transact([&](store::Transaction& app) {
    return sync::read_reservations(app, deciding.policy.platforms, day_of(deciding.now),
                                   static_cast<int>(arguments.whole(kDays)));
  }));
  return Answer{found.items.empty() ? "No mail is about a stay in these days.  connections sync --all reads mails.\n"
                                    : view::reservations_table(found),
                view::to_json(found)};
}

int run_reservations(Context& context, const Arguments& arguments) {
  return print_answer(list(context, arguments), arguments.has(kJsonObject));
}

constexpr Command kCommands[]{
    {.path = "reservations",
     .summary = "What all mails about one reservation say together, and which booking it named",
     .options = {&kDays, &kJsonObject},
     .examples = "Examples:  connections reservations\n           connections reservations --days 30 --json\n\n"
                 "A \"?\" behind a guest: its mails name different people.",
     .run = run_reservations},
};

}  // namespace

std::span<const Command> reservations_commands() { return kCommands; }

}  // namespace connections::app
