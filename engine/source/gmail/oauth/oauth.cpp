#include "source/gmail/oauth/oauth.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "net/url.h"
#include "source/gmail/oauth/oauth_answer.h"
#include "source/gmail/oauth/oauth_form.h"

namespace connections::source {
namespace {

constexpr std::size_t kMaxAnswerBytes = 256u << 10;  // real answers have 2 kB
constexpr std::chrono::seconds kTimeout{30};

/// A POST with secrets in its body: it follows no redirect and uses plain http on loopback only.
net::Request post(const std::string& url, std::string body) {
  net::Request request;
  request.method = "POST";
  request.url = url;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
  request.body = std::move(body);
  request.connect_timeout = std::chrono::seconds(10);
  request.total_timeout = kTimeout;
  request.max_bytes = kMaxAnswerBytes;
  request.max_redirects = 0;
  if (is_loopback(url)) {
    request.allow_http = true;
    request.addresses = net::AddressPolicy::kAllowPrivate;
  }
  return request;
}

/// What went wrong below HTTP, in the words of OAuthClient.
Error network_error(Error error) {
  if (error.code == Errc::kInvalidArgument || error.code == Errc::kAddressForbidden) {
    error.code = Errc::kConfigInvalid;
    error.hint = "check google.token_url and google.revoke_url in connections.yaml";
  } else if (error.code == Errc::kLimitExceeded) {
    error.code = Errc::kSourceFailed;
  }
  return error;
}

Result<net::Response> send(net::HttpClient& http, const std::string& url, std::string body) {
  auto response = http.send(post(url, std::move(body)));
  if (!response) return std::unexpected(network_error(std::move(response).error()));
  return response;
}

Result<Grant> grant_of(const Result<net::Response>& response, GrantKind kind, const std::string& url) {
  if (!response) return std::unexpected(response.error());
  auto grant = read_grant(*response, kind);
  if (!grant && grant.error().where.empty()) grant.error().where = net::host_of(url);
  return grant;
}

}  // namespace

bool is_loopback(const std::string& url) {
  static constexpr std::array kHosts{"127.0.0.1", "[::1]", "localhost"};
  const std::string host = net::host_of(url);
  return std::ranges::find(kHosts, host) != kHosts.end();
}

OAuthClient::OAuthClient(net::HttpClient& http, GoogleEndpoints endpoints, GoogleClient client)
    : http_(http), endpoints_(std::move(endpoints)), client_(std::move(client)) {}

Result<void> OAuthClient::configured() const {
  if (client_.client_id.empty() || client_.client_secret.empty())
    return fail(Errc::kConfigInvalid, "no Google client is configured", "google.client_id",
                "make an OAuth client in a Google project of your own and put google.client_id and "
                "google.client_secret_file into connections.yaml: config/README.md says how");
  for (const std::string& url : {endpoints_.auth_url, endpoints_.token_url, endpoints_.revoke_url, endpoints_.api_url})
    if (auto fits = net::checked_url(url, is_loopback(url)); !fits)
      return fail(Errc::kConfigInvalid, "a Google endpoint is not usable: " + fits.error().message, net::host_of(url),
                  "use https, or http on loopback; see google: in connections.yaml");
  return {};
}

std::string OAuthClient::consent_url(const ConsentRequest& request) const {
  // prompt=consent: only then is there a refresh token for a person who has consented before. No
  // include_granted_scopes: it would merge in what the project was given for other purposes.
  const char joint = endpoints_.auth_url.find('?') == std::string::npos ? '?' : '&';
  return endpoints_.auth_url + joint +
         form_encoded({{"client_id", client_.client_id},
                       {"redirect_uri", request.redirect_uri},
                       {"response_type", "code"},
                       {"scope", kGmailReadonly},
                       {"access_type", "offline"},
                       {"prompt", "consent"},
                       {"state", request.state},
                       {"code_challenge", request.code_challenge},
                       {"code_challenge_method", "S256"}});
}

Result<Grant> OAuthClient::exchange(const std::string& code, const std::string& code_verifier,
                                    const std::string& redirect_uri) const {
  TRY(configured());
  return grant_of(send(http_, endpoints_.token_url,
                       form_encoded({{"grant_type", "authorization_code"},
                                     {"code", code},
                                     {"code_verifier", code_verifier},
                                     {"redirect_uri", redirect_uri},
                                     {"client_id", client_.client_id},
                                     {"client_secret", client_.client_secret}})),
                  GrantKind::kCode, endpoints_.token_url);
}

Result<Grant> OAuthClient::refresh(const std::string& refresh_token) const {
  TRY(configured());
  return grant_of(send(http_, endpoints_.token_url,
                       form_encoded({{"grant_type", "refresh_token"},
                                     {"refresh_token", refresh_token},
                                     {"client_id", client_.client_id},
                                     {"client_secret", client_.client_secret}})),
                  GrantKind::kRefresh, endpoints_.token_url);
}

Result<void> OAuthClient::revoke(const std::string& token) const {
  const auto response = TRY(send(http_, endpoints_.revoke_url, form_encoded({{"token", token}})));
  if (response.status == 200) return {};
  if (response.status == 400 && google_code_of(response) == "invalid_token") return {};
  return fail(Errc::kSourceFailed, fmt::format("Google's revocation answers with status {}", response.status),
              net::host_of(endpoints_.revoke_url));
}

}  // namespace connections::source
