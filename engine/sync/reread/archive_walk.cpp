#include "sync/reread/archive_walk.h"

namespace connections::sync {
namespace {

constexpr std::size_t kPage = 500;  ///< ids in memory at once

class Walking {
 public:
  Walking(const SyncRun& run, const ArchiveWanted& wanted,
          const std::function<Result<void>(const store::Connection&, const store::PagedMail&)>& visit)
      : run_(run), wanted_(wanted), visit_(visit) {}

  Result<std::vector<store::Connection>> begin() {
    auto connections = TRY(run_.database.with(store::Role::kApp, run_.workspace, store::list_connections));
    for (const store::Connection& one : connections)
      total_ += TRY(run_.database.with(store::Role::kApp, run_.workspace,
                                       [&](store::Transaction& app) { return store::count_page(app, query(one)); }));
    return connections;
  }

  Result<void> walk(const store::Connection& connection) {
    store::PageQuery page = query(connection);
    for (;;) {
      const auto mails = TRY(run_.database.with(store::Role::kApp, run_.workspace, [&](store::Transaction& app) {
        return store::read_page(app, page, kPage);
      }));
      if (mails.empty()) return {};
      for (const store::PagedMail& mail : mails) {
        if (run_.stop())
          return fail(Errc::kInterrupted, "stopped on request", {}, "type it again: what was done stays done");
        run_.progress(done_++, total_);
        TRY(visit_(connection, mail));
      }
      page.after = mails.back().message;
    }
  }

 private:
  store::PageQuery query(const store::Connection& connection) const {
    const bool all = wanted_.platform.empty() || wanted_.platform == connection.platform;
    return {.connection = connection.id,
            .platform = all ? std::string() : wanted_.platform,
            .since = wanted_.since,
            .after = {}};
  }

  const SyncRun& run_;
  const ArchiveWanted& wanted_;
  const std::function<Result<void>(const store::Connection&, const store::PagedMail&)>& visit_;
  std::size_t done_ = 0, total_ = 0;
};

}  // namespace

Result<void> walk_archive(const SyncRun& run, const ArchiveWanted& wanted, bool locked,
                          const std::function<Result<void>(const store::Connection&, const store::PagedMail&)>& visit) {
  Walking walking(run, wanted, visit);
  for (const store::Connection& connection : TRY(walking.begin())) {
    std::optional<store::ConnectionLock> lock;
    if (locked) lock = TRY(run.database.try_lock_connection(run.workspace, connection.id));
    TRY(walking.walk(connection));
  }
  return {};
}

Result<store::ArchivedMail> load_archived(const SyncRun& run, const MessageId& message) {
  return run.database.with(store::Role::kApp, run.workspace,
                           [&](store::Transaction& app) { return store::load_mail(app, message); });
}

}  // namespace connections::sync
