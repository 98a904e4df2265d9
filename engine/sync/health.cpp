#include "sync/health.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "store/tables/progress_store.h"

namespace connections::sync {
namespace {

using nlohmann::ordered_json;

ordered_json time_json(const std::optional<Instant>& at) {
  return at ? ordered_json(to_rfc3339(*at)) : ordered_json(nullptr);
}

ordered_json run_json(const std::optional<store::SyncRun>& run) {
  if (!run) return nullptr;
  return {{"status", store::name(run->status)},
          {"started_at", to_rfc3339(run->started_at)},
          {"finished_at", time_json(run->finished_at)},
          {"error", run->error},
          {"stats", run->stats}};
}

ordered_json failure_json(const store::FetchFailure& one) {
  return {{"gmail_message_id", one.gmail_message_id},
          {"error", one.error},
          {"attempts", one.attempts},
          {"first_failed_at", to_rfc3339(one.first_failed_at)},
          {"last_failed_at", to_rfc3339(one.last_failed_at)},
          {"gone_at", time_json(one.gone_at)}};
}

ordered_json watch_json(const std::optional<store::Watch>& watch) {
  if (!watch) return nullptr;
  return {{"expires_at", time_json(watch->expires_at)}, {"error", watch->error}};
}

ordered_json advice_json(const ConnectionHealth& health) {
  const Advice advice = advice_for(health);
  if (advice == Advice::kNothing) return nullptr;
  const bool gmail = advice == Advice::kConnect || advice == Advice::kReconnect;
  const std::string& id = health.connection.id.value;
  return {{"what", name(advice)},
          {"since", time_json(health.connection.error_since)},
          {"command", gmail ? fmt::format("connections gmail connect --connection {}", id)
                            : fmt::format("connections sync --connection {}", id)}};
}

}  // namespace

std::string_view name(Advice advice) noexcept {
  static constexpr std::array<std::string_view, 4> kNames{"", "connect", "reconnect", "look at the last run"};
  return kNames[static_cast<std::size_t>(advice)];
}

bool must_reconnect(const store::Connection& connection) {
  return connection.source_kind == store::SourceKind::kGmail && connection.gmail_status == store::GmailStatus::kError &&
         connection.gmail_error.find(connections::name(Errc::kInvalidGrant)) != std::string::npos;
}

Advice advice_for(const ConnectionHealth& health) {
  const store::Connection& one = health.connection;
  if (must_reconnect(one)) return Advice::kReconnect;
  if (one.source_kind == store::SourceKind::kGmail && one.gmail_status == store::GmailStatus::kPending)
    return Advice::kConnect;
  const bool failed = health.last_run && health.last_run->status == store::RunStatus::kFailed;
  const bool error = one.source_kind == store::SourceKind::kGmail && one.gmail_status == store::GmailStatus::kError;
  return failed || error ? Advice::kLookAtRun : Advice::kNothing;
}

Result<ConnectionHealth> connection_health(store::Transaction& app, const ConnectionId& id) {
  auto connection = TRY(store::find_connection(app, id));
  auto run = TRY(store::last_run(app, id));
  auto unfetched = TRY(store::list_fetch_failures(app, id));
  const auto open = TRY(store::count_open_messages(app, id));
  auto watch = TRY(store::find_watch(app, id));
  return ConnectionHealth{.connection = std::move(connection),
                          .last_run = std::move(run),
                          .unfetched = std::move(unfetched),
                          .pending = open.pending,
                          .waiting = open.waiting,
                          .watch = std::move(watch)};
}

ordered_json to_json(const ConnectionHealth& health) {
  const store::Connection& one = health.connection;
  ordered_json unfetched = ordered_json::array();
  for (const auto& failure : health.unfetched) unfetched.push_back(failure_json(failure));
  const bool gmail = one.source_kind == store::SourceKind::kGmail;
  return {{"connection", one.id.value},
          {"name", one.name},
          {"source", store::name(one.source_kind)},
          {"gmail_status", gmail ? ordered_json(store::name(one.gmail_status)) : ordered_json(nullptr)},
          {"gmail_error", one.gmail_error},
          {"error_since", time_json(one.error_since)},
          {"advice", advice_json(health)},
          {"last_synced_at", time_json(one.last_synced_at)},
          {"last_run", run_json(health.last_run)},
          {"emails_unfetched", health.unfetched.size()},
          {"unfetched", std::move(unfetched)},
          {"emails_pending", health.pending},
          {"emails_waiting", health.waiting},
          {"watch", watch_json(health.watch)}};
}

}  // namespace connections::sync
