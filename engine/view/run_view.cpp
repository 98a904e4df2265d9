#include "view/run_view.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/error_view.h"
#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {

using nlohmann::ordered_json;

ordered_json to_json(const sync::SyncStats& stats) { return sync::to_json(stats); }

ordered_json to_json(const RunView& run) {
  ordered_json row{{"connection", run.connection.id.value}, {"name", run.connection.name}};
  row.update(run.stats ? view::to_json(*run.stats) : ordered_json{{"error", to_json(run.stats.error())}});
  return row;
}

ordered_json to_json(const store::SyncRun& run) {
  return {{"id", run.id.value},
          {"connection", run.connection.value},
          {"status", store::name(run.status)},
          {"started_at", to_rfc3339(run.started_at)},
          {"finished_at", or_null(run.finished_at)},
          {"error", run.error},
          {"stats", run.stats}};
}

ordered_json sync_requested_json(const ConnectionId& connection, const std::string& runs) {
  return {{"connection", connection.value}, {"runs", runs}};
}

ordered_json runs_json(const std::vector<RunView>& runs) {
  ordered_json rows = ordered_json::array();
  for (const RunView& run : runs) rows.push_back(to_json(run));
  return rows;
}

ordered_json solved_json(const Result<sync::Solved>& solved) {
  if (!solved) return {{"error", to_json(solved.error())}};
  return {{"run", solved->run ? ordered_json(solved->run->value) : ordered_json(nullptr)},
          {"stats", view::to_json(solved->stats)}};
}

std::string solved_text(const Result<sync::Solved>& solved) {
  if (!solved) return fmt::format("Not decided again ({}); the next sync does it.\n", to_string(solved.error()));
  if (!solved->run) return {};
  const sync::SyncStats& stats = solved->stats;
  std::string text;
  const auto add = [&](std::size_t count, const char* one, const char* what) {
    if (count > 0)
      text += fmt::format("{}{} {}{} {}", text.empty() ? "" : ", ", count, one, count == 1 ? "" : "s", what);
  };
  add(stats.bookings_enriched, "booking", "named");
  add(stats.names_taken_back, "name", "taken back");
  add(stats.reviews_filed, "item", "filed or renewed");
  add(stats.reviews_closed, "item", "closed");
  return fmt::format("Decided again: {}.  connections undo --run {}\n", text, solved->run->value);
}

std::string runs_table(const std::vector<RunView>& runs) {
  Table table(
      {"connection", "emails_scanned", "new", "bookings_enriched", "to review", "waiting", "nothing to do", "failed"});
  for (const auto& [connection, stats] : runs) {
    if (!stats) continue;
    table.add({connection.name, std::to_string(stats->emails_scanned), std::to_string(stats->emails_archived),
               std::to_string(stats->bookings_enriched), std::to_string(stats->reviews_filed),
               std::to_string(stats->waiting), std::to_string(stats->ignored),
               std::to_string(stats->failed + stats->emails_unfetched)});
  }
  return table.empty() ? "" : table.to_string();
}

}  // namespace connections::view
