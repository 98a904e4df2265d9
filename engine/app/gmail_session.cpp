#include "app/gmail_session.h"

#include "source/gmail/oauth/token_keeper.h"

namespace connections::app {

GmailSession::GmailSession(store::Database& database, const settings::GoogleSettings& google,
                           std::filesystem::path key_file)
    : google_(google),
      vault_(std::move(key_file)),
      oauth_(http_, google.endpoints, google.client),
      accounts_{database, vault_, oauth_, &Context::now} {}

Result<std::unique_ptr<GmailSession>> GmailSession::open(Context& context) {
  const auto settings = TRY(context.settings());
  const auto database = TRY(context.database());
  return std::unique_ptr<GmailSession>(new GmailSession(*database, settings->google, context.key_file()));
}

source::GmailAccess GmailSession::access(std::shared_ptr<source::AccessTokens> tokens) const {
  return {.tokens = std::move(tokens), .endpoints = google_.endpoints, .quota = google_.quota};
}

source::GmailAccess GmailSession::access(const WorkspaceId& workspace, const store::Connection& connection) {
  const std::lock_guard lock(mutex_);
  auto& kept = keepers_[{workspace, connection.id}];
  std::shared_ptr<source::AccessTokens> keeper = kept.lock();
  if (!keeper) {
    keeper = std::make_shared<source::TokenKeeper>(oauth_, account::token_storage(accounts_, workspace, connection.id),
                                                   &Context::now);
    kept = keeper;
  }
  source::GmailAccess access = this->access(std::move(keeper));
  if (!connection.gmail_address.empty()) access.pacer = pacer_of(connection.gmail_address);
  return access;
}

std::shared_ptr<source::Pacer> GmailSession::pacer_of(const std::string& address) {
  auto& pacer = pacers_[address];
  if (!pacer) pacer = std::make_shared<source::Pacer>(google_.quota.units_per_minute, std::chrono::steady_clock::now());
  return pacer;
}

}  // namespace connections::app
