#include "sync/health.h"

#include <array>

#include "store/tables/progress_store.h"

namespace connections::sync {

std::string_view name(Advice advice) noexcept {
  static constexpr std::array<std::string_view, 4> kNames{"", "connect", "reconnect", "look at the last run"};
  return kNames[static_cast<std::size_t>(advice)];
}

bool must_reconnect(const store::Connection& connection) {
  return connection.source_kind == store::SourceKind::kGmail && connection.gmail_status == store::GmailStatus::kError &&
         connection.gmail_error_code == connections::name(Errc::kInvalidGrant);
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
  const auto quarantined = TRY(store::count_quarantined(app, id));
  auto watch = TRY(store::find_watch(app, id));
  auto waiting = TRY(store::waiting_mails(app, id));
  return ConnectionHealth{.connection = std::move(connection),
                          .last_run = std::move(run),
                          .unfetched = std::move(unfetched),
                          .pending = open.pending,
                          .waiting = open.waiting,
                          .waiting_mails = std::move(waiting),
                          .quarantined = quarantined,
                          .watch = std::move(watch)};
}

}  // namespace connections::sync
