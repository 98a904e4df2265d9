#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "model/time.h"
#include "source/gmail/api/access_tokens.h"
#include "source/gmail/oauth/oauth.h"

namespace connections::source {

/// The tokens of one connection, in plain text.
struct StoredTokens {
  std::string refresh_token;
  std::string access_token;             ///< may be empty
  std::optional<Instant> expires_at;    ///< of the access token
  Instant born_at;                      ///< when the person granted access
  std::optional<Instant> dies_at = {};  ///< when Google will end the grant, where it says so
};

/// Storage of tokens between runs and between processes.
struct TokenStorage {
  /// kInvalidGrant if the connection has none: it must be connected first.
  std::function<Result<StoredTokens>()> load;
  /// Stores `fresh` if the stored refresh token is still `replaced`; else kConflict: the person has reconnected or
  /// deleted the connection concurrently.
  std::function<Result<void>(const StoredTokens& fresh, const std::string& replaced)> save;
};

/// Refreshes the access token of one connection: before it expires, and when Google rejects it. One refresh at a time;
/// concurrent callers wait for it and get its result or its error. Use one TokenKeeper per connection and process.
/// While Google is unreachable, a token that is still valid is returned. Across processes: the storage is read again
/// before a refresh, and a newer token found there is used.
class TokenKeeper : public AccessTokens {
 public:
  /// `oauth` must outlive the keeper.
  TokenKeeper(const OAuthClient& oauth, TokenStorage storage, std::function<Instant()> now);
  ~TokenKeeper() override;

  [[nodiscard]] Result<std::string> token() override;
  [[nodiscard]] Result<std::string> renew(std::string_view refused) override;

 private:
  struct Held {
    std::string access_token;
    Instant refresh_at;  ///< some time before expires_at
    Instant expires_at;
  };

  [[nodiscard]] Result<std::string> renewed(std::unique_lock<std::mutex>& lock, std::string_view refused);
  [[nodiscard]] Result<Held> obtain(std::string_view refused) const;
  [[nodiscard]] Result<Held> refreshed(const StoredTokens& kept) const;

  const OAuthClient& oauth_;
  const TokenStorage storage_;
  const std::function<Instant()> now_;

  std::mutex mutex_;
  std::condition_variable done_;
  bool renewing_ = false;
  std::optional<Held> held_;
  std::optional<Result<std::string>> last_;  ///< how the last renewal ended, for those who waited
};

}  // namespace connections::source
