#include "app/gmail_session.h"

#include "source/gmail/token_keeper.h"

namespace connections::app {

GmailSession::GmailSession(store::Database& database, const GoogleConfig& google, std::filesystem::path key_file)
    : google_(google),
      vault_(std::move(key_file)),
      oauth_(http_, google.endpoints, google.client),
      accounts_{database, vault_, oauth_, &Context::now} {}

Result<std::unique_ptr<GmailSession>> GmailSession::open(Context& context) {
  const auto config = context.config();
  if (!config) return std::unexpected(config.error());
  const auto database = context.database();
  if (!database) return std::unexpected(database.error());
  return std::unique_ptr<GmailSession>(new GmailSession(**database, (*config)->google, context.key_file()));
}

source::GmailAccess GmailSession::access(std::shared_ptr<source::AccessTokens> tokens) const {
  return {.tokens = std::move(tokens), .endpoints = google_.endpoints, .quota = google_.quota};
}

source::GmailAccess GmailSession::access(const WorkspaceId& workspace, const ConnectionId& connection) {
  const std::lock_guard lock(mutex_);
  auto& kept = keepers_[{workspace, connection}];
  auto keeper = kept.lock();
  if (!keeper) {
    keeper = std::make_shared<source::TokenKeeper>(oauth_, server::token_storage(accounts_, workspace, connection),
                                                   &Context::now);
    kept = keeper;
  }
  return access(std::move(keeper));
}

}  // namespace connections::app
