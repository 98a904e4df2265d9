#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/connection_choice.h"
#include "app/store_session.h"
#include "app/terminal/print_json.h"
#include "store/feeds/feed_store.h"
#include "sync/silence/find_alarms.h"
#include "view/alarm_view.h"
#include "view/feed_view.h"
#include "view/health_view.h"

namespace connections::app {
namespace {

constexpr Option kConnection{"--connection", "id or name of one connection (default: all)"};

Result<std::vector<sync::ConnectionHealth>> read_health(StoreSession& session, const std::string& connection) {
  const auto wanted = TRY(choose_connections(session, connection));
  return session.transact([&](store::Transaction& app) -> Result<std::vector<sync::ConnectionHealth>> {
    std::vector<sync::ConnectionHealth> found;
    for (const auto& one : wanted) {
      auto health = TRY(sync::connection_health(app, one.id));
      found.push_back(std::move(health));
    }
    return found;
  });
}

bool needs_person(const sync::ConnectionHealth& one) {
  const bool all_here = std::ranges::all_of(one.unfetched, [](const auto& mail) { return mail.gone_at.has_value(); });
  return sync::advice_for(one) != sync::Advice::kNothing || !all_here;
}

int run_health(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto all = read_health(*session, arguments.text(kConnection));
  if (!all) return report(all.error());
  const auto alarms = session->transact([](store::Transaction& app) { return sync::read_alarms(app, Context::now()); });
  if (!alarms) return report(alarms.error());
  if (arguments.has(kJsonArray)) {
    print_json(view::healths_json(*all, *alarms));
  } else {
    fmt::print("{}", all->empty() ? "No connections yet.\n" : view::healths_table(*all));
    for (const auto& one : *all) fmt::print("{}", view::health_details(one));
    const auto feeds = session->transact([](store::Transaction& app) { return store::list_feeds(app); });
    if (!feeds) return report(feeds.error());
    if (!feeds->empty()) fmt::print("\n{}{}", view::feeds_table(*feeds), view::feeds_details(*feeds));
    fmt::print("{}", view::alarms_text(*alarms));
  }
  return !alarms->empty() || std::ranges::any_of(*all, needs_person) ? kFailed : kDone;
}

constexpr Command kCommands[]{
    {.path = "health",
     .summary = "What each connection needs: its state, last sync, mails it missed, and what fell silent",
     .options = {&kConnection, &kJsonArray},
     .examples = "Examples:  connections health\n           connections health --connection airbnb --json\n\n"
                 "Exit code 1: something needs a person.",
     .run = run_health},
};

}  // namespace

std::span<const Command> health_commands() { return kCommands; }

}  // namespace connections::app
