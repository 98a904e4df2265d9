#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/store_session.h"
#include "app/terminal/print_json.h"
#include "view/arrivals_view.h"

namespace connections::app {
namespace {

constexpr Option kDays{.name = "--days",
                       .doc = "how many days from today",
                       .type = Option::Type::kWhole,
                       .fallback = "14",
                       .least = 1,
                       .most = 365};

int run_arrivals(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto found = session->transact([&](store::Transaction& app) {
    return sync::read_arrivals(app, day_of(Context::now()), static_cast<int>(arguments.whole(kDays)));
  });
  if (!found) return report(found.error());
  if (arguments.has(kJsonObject))
    print_json(view::to_json(*found));
  else
    fmt::print("{}", view::arrivals_text(*found));
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "arrivals",
     .summary = "Who comes: each coming stay named, or why not and what to do next",
     .options = {&kDays, &kJsonObject},
     .examples = "Examples:  connections arrivals\n           connections arrivals --days 30 --json",
     .run = run_arrivals},
};

}  // namespace

std::span<const Command> arrivals_commands() { return kCommands; }

}  // namespace connections::app
