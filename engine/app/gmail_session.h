#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "account/gmail_accounts.h"
#include "app/context.h"
#include "net/http_client.h"
#include "source/gmail/api/gmail_access.h"

namespace connections::app {

/// What the Gmail connections of this process share: the HTTP client, the OAuth client, the vault of tokens. One a
/// process; its members may be used by several threads. The context must outlive it.
class GmailSession {
 public:
  /// Errors are those of Context. Without a Google client it opens too: what needs one says so (kConfigInvalid).
  [[nodiscard]] static Result<std::unique_ptr<GmailSession>> open(Context& context);

  /// Access to the mailbox of a connection. Everybody who holds one of the same connection shares its tokens, so that
  /// one refresh serves all, and everybody who asks about one mailbox shares its pace. Hold it for one run: the next
  /// one then sees what a reconnect has changed.
  [[nodiscard]] source::GmailAccess access(const WorkspaceId& workspace, const store::Connection& connection);
  /// The same with tokens that are not kept yet.
  [[nodiscard]] source::GmailAccess access(std::shared_ptr<source::AccessTokens> tokens) const;
  [[nodiscard]] account::GmailAccounts& accounts() noexcept { return accounts_; }
  [[nodiscard]] net::HttpClient& http() noexcept { return http_; }
  [[nodiscard]] const settings::GoogleSettings& google() const noexcept { return google_; }

 private:
  GmailSession(store::Database& database, const settings::GoogleSettings& google, std::filesystem::path key_file);

  [[nodiscard]] std::shared_ptr<source::Pacer> pacer_of(const std::string& address);  ///< mutex_ is held

  const settings::GoogleSettings& google_;
  net::HttpClient http_;
  secrets::Vault vault_;
  source::OAuthClient oauth_;
  account::GmailAccounts accounts_;
  std::mutex mutex_;
  std::map<std::pair<WorkspaceId, ConnectionId>, std::weak_ptr<source::AccessTokens>> keepers_;
  /// By the mailbox's address. Kept from run to run: a new one would give each label of a mailbox a full bucket.
  std::map<std::string, std::shared_ptr<source::Pacer>> pacers_;
};

}  // namespace connections::app
