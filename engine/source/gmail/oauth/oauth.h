#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "model/error.h"
#include "net/http_client.h"
#include "source/gmail/api/google.h"

namespace connections::source {

/// Whether the URL's host is loopback: only there is plain http allowed.
[[nodiscard]] bool is_loopback(const std::string& url);

/// The only scope that is ever requested.
inline constexpr const char* kGmailReadonly = "https://www.googleapis.com/auth/gmail.readonly";

/// Tokens that Google issues for a code or a refresh token.
struct Grant {
  std::string access_token;
  std::string refresh_token;  ///< empty in most answers to a refresh: the old one stays
  std::chrono::seconds expires_in{};
  /// How long the refresh token lives, where Google says it: an app in testing, access given for a time.
  std::optional<std::chrono::seconds> refresh_expires_in = {};
};

/// A consent to ask a person for.
struct ConsentRequest {
  std::string redirect_uri;
  std::string state;           ///< one-time and random
  std::string code_challenge;  ///< PKCE S256
};

/// The OAuth 2.0 web-server flow with Google. Thread-safe; `http` must outlive it.
///
/// Errors: kInvalidGrant (the person must grant access again), kConfigInvalid (the OAuth client or an endpoint is not
/// right: retrying is pointless), kSourceFailed and kNetworkFailed (later: an outage is never taken for a dead grant).
/// None holds a code, a token, the client's secret or a word of the answer's body but Google's error code.
class OAuthClient {
 public:
  OAuthClient(net::HttpClient& http, GoogleEndpoints endpoints, GoogleClient client);

  /// kConfigInvalid with a hint if there is no client id or secret, or an endpoint is not allowed.
  [[nodiscard]] Result<void> configured() const;

  /// Where to send the person's browser.
  [[nodiscard]] std::string consent_url(const ConsentRequest& request) const;
  /// The code of the redirect for tokens; the refresh token is always there.
  [[nodiscard]] Result<Grant> exchange(const std::string& code, const std::string& code_verifier,
                                       const std::string& redirect_uri) const;
  [[nodiscard]] Result<Grant> refresh(const std::string& refresh_token) const;
  /// Ends the grant. Google then drops every grant that this account gave to the project, not this token's alone.
  /// A token that Google no longer knows counts as revoked.
  [[nodiscard]] Result<void> revoke(const std::string& token) const;

 private:
  net::HttpClient& http_;
  GoogleEndpoints endpoints_;
  GoogleClient client_;
};

}  // namespace connections::source
