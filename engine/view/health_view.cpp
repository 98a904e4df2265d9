#include "view/health_view.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/alarm_view.h"
#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;
using sync::Advice;
using sync::ConnectionHealth;

ordered_json run_json(const std::optional<store::SyncRun>& run) {
  if (!run) return nullptr;
  return {{"status", store::name(run->status)},
          {"started_at", to_rfc3339(run->started_at)},
          {"finished_at", or_null(run->finished_at)},
          {"error", run->error},
          {"stats", run->stats}};
}

ordered_json failure_json(const store::FetchFailure& one) {
  return {{"gmail_message_id", one.gmail_message_id},
          {"error", one.error},
          {"attempts", one.attempts},
          {"first_failed_at", to_rfc3339(one.first_failed_at)},
          {"last_failed_at", to_rfc3339(one.last_failed_at)},
          {"gone_at", or_null(one.gone_at)}};
}

ordered_json waiting_json(const store::WaitingMail& mail) {
  return {{"message", mail.message.value},      {"guest_name", or_null(mail.guest_name)},
          {"check_in", or_null(mail.check_in)}, {"check_out", or_null(mail.check_out)},
          {"code", or_null(mail.code)},         {"why", mail.note}};
}

ordered_json watch_json(const std::optional<store::Watch>& watch) {
  if (!watch) return nullptr;
  return {{"expires_at", or_null(watch->expires_at)}, {"error", watch->error}};
}

std::string command_for(Advice advice, const ConnectionId& id) {
  const bool gmail = advice == Advice::kConnect || advice == Advice::kReconnect;
  return fmt::format("connections {} --connection {}", gmail ? "gmail connect" : "sync", id.value);
}

ordered_json advice_json(const ConnectionHealth& health) {
  const Advice advice = sync::advice_for(health);
  if (advice == Advice::kNothing) return nullptr;
  return {{"what", name(advice)},
          {"since", or_null(health.connection.error_since)},
          {"command", command_for(advice, health.connection.id)}};
}

}  // namespace

ordered_json to_json(const ConnectionHealth& health, const std::vector<sync::Alarm>& alarms) {
  const store::Connection& one = health.connection;
  ordered_json unfetched = ordered_json::array();
  for (const auto& failure : health.unfetched) unfetched.push_back(failure_json(failure));
  ordered_json waiting = ordered_json::array();
  for (const auto& mail : health.waiting_mails) waiting.push_back(waiting_json(mail));
  const bool gmail = one.source_kind == store::SourceKind::kGmail;
  return {{"connection", one.id.value},
          {"name", one.name},
          {"source", store::name(one.source_kind)},
          {"gmail_status", gmail ? ordered_json(store::name(one.gmail_status)) : ordered_json(nullptr)},
          {"gmail_error_code", one.gmail_error_code},
          {"gmail_error", one.gmail_error},
          {"error_since", or_null(one.error_since)},
          {"advice", advice_json(health)},
          {"last_synced_at", or_null(one.last_synced_at)},
          {"last_run", run_json(health.last_run)},
          {"emails_unfetched", health.unfetched.size()},
          {"unfetched", std::move(unfetched)},
          {"emails_pending", health.pending},
          {"emails_waiting", health.waiting},
          {"emails_quarantined", health.quarantined},
          {"watch", watch_json(health.watch)},
          {"waiting", std::move(waiting)},
          {"alarms", alarms_json_of(alarms, one.id)}};
}

ordered_json healths_json(const std::vector<ConnectionHealth>& all, const std::vector<sync::Alarm>& alarms) {
  ordered_json rows = ordered_json::array();
  for (const auto& one : all) rows.push_back(to_json(one, alarms));
  return rows;
}

std::string healths_table(const std::vector<ConnectionHealth>& all) {
  Table table({"connection", "gmail_status", "last sync", "last run", "unfetched", "pending", "waiting"});
  for (const auto& one : all) {
    const store::Connection& connection = one.connection;
    const bool folder = connection.source_kind == store::SourceKind::kFolder;
    table.add({connection.name, folder ? "" : std::string(store::name(connection.gmail_status)),
               connection.last_synced_at ? to_rfc3339(*connection.last_synced_at) : "never",
               one.last_run ? std::string(store::name(one.last_run->status)) : "", std::to_string(one.unfetched.size()),
               std::to_string(one.pending), std::to_string(one.waiting)});
  }
  return table.to_string();
}

std::string health_details(const ConnectionHealth& health) {
  const store::Connection& one = health.connection;
  std::string out;
  if (const Advice advice = sync::advice_for(health); advice != Advice::kNothing)
    out += fmt::format("\n{}: {}: {}{}\n", one.name, name(advice), command_for(advice, one.id),
                       one.error_since ? fmt::format("  (since {})", to_rfc3339(*one.error_since)) : "");
  if (!one.gmail_error.empty()) out += fmt::format("{}: {}\n", one.name, one.gmail_error);
  if (health.last_run && !health.last_run->error.empty())
    out += fmt::format("{}: last run: {}\n", one.name, health.last_run->error);
  if (health.quarantined > 0)
    out += fmt::format(
        "{}: mails quarantined: {} (each ended its reader twice): connections reviews list\n"
        "  Another version of the engine, of their parser or of the rules reads them again.\n",
        one.name, health.quarantined);
  for (const auto& failure : health.unfetched)
    out += fmt::format("{}: mail {} {}, {} tries since {}: {}\n", one.name, failure.gmail_message_id,
                       failure.gone_at ? "is gone from Gmail" : "could not be fetched", failure.attempts,
                       to_rfc3339(failure.first_failed_at), failure.error);
  return out;
}

}  // namespace connections::view
