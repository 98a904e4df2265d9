#include "sync/silence/facts.h"

namespace connections::sync {
namespace {

// Enough for the statistics, and little for the database: it is asked every few minutes.
constexpr std::size_t kStays = 1'000;
constexpr std::size_t kMails = 500;  ///< of a connection

}  // namespace

Result<SilenceFacts> read_silence_facts(store::Transaction& app) {
  SilenceFacts facts{
      .connections = {}, .feeds = TRY(store::list_feeds(app)), .stays = TRY(store::newest_stays(app, kStays))};
  for (store::Connection& one : TRY(store::list_connections(app))) {
    const ConnectionId id = one.id;
    facts.connections.push_back({.connection = std::move(one),
                                 .last_run = TRY(store::last_run(app, id)),
                                 .mails = TRY(store::newest_mails(app, id, kMails)),
                                 .emptied = TRY(store::emptied_label(app, id))});
  }
  return facts;
}

}  // namespace connections::sync
