#include "server/api/run_events.h"

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "view/json_text.h"
#include "view/run_view.h"

namespace connections::server {
namespace {

constexpr std::size_t kMostRuns = 50;  ///< that a client can have missed; more are read with GET …/syncs

std::string event_id(const store::SyncRun& run) { return fmt::format("{}:{}", run.id.value, store::name(run.status)); }

}  // namespace

RunEvents::RunEvents(const SyncRunner& runner, WorkspaceId workspace, ConnectionId connection, std::string last_event)
    : runner_(runner),
      workspace_(std::move(workspace)),
      connection_(std::move(connection)),
      last_event_(std::move(last_event)) {}

void RunEvents::note_seen(const std::vector<store::SyncRun>& newest_first) {
  const std::string last_run = last_event_.substr(0, last_event_.find(':'));
  const auto last = std::ranges::find(newest_first, last_run, [](const auto& run) { return run.id.value; });
  if (last == newest_first.end()) {  // none, or one that is long ago
    const bool is_new_client = last_event_.empty() && !newest_first.empty();
    if (is_new_client)
      for (const auto& run : newest_first | std::views::drop(1)) seen_[run.id.value] = run.status;
    return;
  }
  for (auto run = last; run != newest_first.end(); ++run)
    if (run != last || event_id(*run) == last_event_) seen_[run->id.value] = run->status;
}

std::string RunEvents::next() {
  const auto runs = runner_.database.with(store::Role::kApp, workspace_, [&](store::Transaction& app) {
    return store::list_runs(app, connection_, kMostRuns);
  });
  if (!runs) return {};
  if (!has_begun_) note_seen(*runs);
  has_begun_ = true;
  std::string text;
  for (const store::SyncRun& run : *runs | std::views::reverse) {
    const auto known = seen_.find(run.id.value);
    if (known != seen_.end() && known->second == run.status) continue;
    seen_[run.id.value] = run.status;
    text += fmt::format("event: run\nid: {}\ndata: {}\n\n", event_id(run), view::to_line(view::to_json(run)));
  }
  return text;
}

}  // namespace connections::server
