#include "app/sync_session.h"

#include <fmt/format.h>

#include "app/terminal/progress.h"
#include "source/folder/folder_source.h"
#include "source/gmail/label/gmail_source.h"

namespace connections::app {

sync::SourceFactory source_factory(GmailSession& gmail, const WorkspaceId& workspace, std::function<bool()> stop) {
  return [&gmail, workspace,
          stop = std::move(stop)](const store::Connection& connection) -> Result<std::unique_ptr<source::Source>> {
    if (connection.source_kind == store::SourceKind::kFolder) return source::make_folder_source(connection.folder_path);
    source::GmailAccess access = gmail.access(workspace, connection);
    access.stop = stop;
    return source::make_gmail_source(std::move(access));
  };
}

std::unique_ptr<sync::WorkerReaders> make_readers(const plugin::Registry& registry, const settings::Settings& settings,
                                                  ReadIn where) {
  if (where == ReadIn::kThisProcess) return nullptr;
  worker::PoolOptions options{.workers = settings.reading.workers, .limits = {}};
  options.limits.cpu += std::chrono::milliseconds{settings.budgets.milliseconds};  // what rules may take, on top
  return std::make_unique<sync::WorkerReaders>([&registry] { return registry.parsers(); }, options);
}

Result<std::vector<view::RunView>> sync_connections(Context& context, StoreSession& session,
                                                    const std::vector<store::Connection>& connections, Instant now,
                                                    ReadIn where) {
  const auto registry = TRY(context.registry());
  const auto readers = make_readers(*registry, *TRY(context.settings()), where);
  auto reading = readers ? TRY(readers->now()) : sync::Reading{registry->parsers(), nullptr};
  auto gmail = TRY(GmailSession::open(context));
  StopRequest request;
  const auto stop = [&request] { return request.made(); };
  std::vector<view::RunView> outcomes;
  for (const store::Connection& connection : connections) {
    Progress progress(connection.name);
    sync::SyncRun run{
        .database = session.database, .workspace = session.workspace, .parsers = reading.parsers, .now = now};
    run.reader = reading.reader.get();
    run.trusted_borders = (*context.settings())->trusted_borders;
    run.progress = [&](std::size_t done, std::size_t total) { progress.show(done, total); };
    run.stop = stop;
    run.check_label = true;  // a person asked: say now if the label is gone
    outcomes.push_back(
        {connection, sync::sync_connection(run, connection.id, source_factory(*gmail, session.workspace, stop))});
    if (stop()) break;
  }
  return outcomes;
}

}  // namespace connections::app
