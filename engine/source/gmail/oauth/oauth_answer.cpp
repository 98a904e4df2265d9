#include "source/gmail/oauth/oauth_answer.h"

#include <algorithm>
#include <array>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connections::source {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxToken = 8u << 10;                    // Google promises at most 2,048 bytes
constexpr std::int64_t kMaxSeconds = 30 * 86400;               // an access token that lives longer is a mistake
constexpr std::int64_t kMaxGrantSeconds = 10LL * 365 * 86400;  // a longer term is as good as none

json parsed(const std::string& body) { return json::parse(body, nullptr, false); }

/// A token goes into a header: visible ASCII and nothing else.
std::string token_in(const json& answer, const char* key) {
  const auto found = answer.find(key);
  if (found == answer.end() || !found->is_string()) return {};
  const auto& text = found->get_ref<const std::string&>();
  const bool fits = text.size() <= kMaxToken && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
  return fits ? text : std::string();
}

/// Google's own member; an answer without it says nothing about the grant's life.
std::optional<std::chrono::seconds> grant_life(const json& answer) {
  const auto found = answer.find("refresh_token_expires_in");
  if (found == answer.end() || !found->is_number_integer()) return std::nullopt;
  const auto count = found->get<std::int64_t>();
  return count > 0 && count <= kMaxGrantSeconds ? std::optional(std::chrono::seconds(count)) : std::nullopt;
}

bool grants_gmail(const json& answer) {
  const auto scope = answer.find("scope");
  if (scope == answer.end()) return true;  // RFC 6749: absent means as asked
  if (!scope->is_string()) return false;
  std::istringstream words(scope->get<std::string>());
  for (std::string word; words >> word;)
    if (word == kGmailReadonly) return true;
  return false;
}

std::unexpected<Error> unexpected_answer(std::string what) {
  return fail(Errc::kSourceFailed, fmt::format("Google's token answer {}", what), {}, "it is tried again later");
}

Result<Grant> read_success(const net::Response& response, GrantKind kind) {
  const json answer = parsed(response.body);
  if (!answer.is_object()) return unexpected_answer("is not a JSON object");
  if (!grants_gmail(answer))
    return fail(Errc::kInvalidGrant, "the permission to read mail was not given", {},
                "connect again and leave the box \"View your email messages and settings\" ticked");
  Grant grant{.access_token = token_in(answer, "access_token"),
              .refresh_token = token_in(answer, "refresh_token"),
              .expires_in = {},
              .refresh_expires_in = grant_life(answer)};
  if (grant.access_token.empty()) return unexpected_answer("has no access token");
  const auto seconds = answer.find("expires_in");
  if (seconds == answer.end() || !seconds->is_number_integer()) return unexpected_answer("has no expires_in");
  const auto count = seconds->get<std::int64_t>();
  if (count <= 0 || count > kMaxSeconds) return unexpected_answer("has an invalid expires_in");
  grant.expires_in = std::chrono::seconds(count);
  if (kind == GrantKind::kCode && grant.refresh_token.empty())
    return fail(Errc::kSourceFailed, "Google gave no refresh token", {},
                "remove this app at https://myaccount.google.com/permissions, then connect again");
  return grant;
}

/// Codes that mean: the OAuth client or the organisation's rules, not this grant.
struct Refusal {
  std::string_view code;
  const char* hint;
};
constexpr std::array kRefusals{
    Refusal{"invalid_client", "google.client_id and google.client_secret must be those of the Google project"},
    Refusal{"unauthorized_client", "the OAuth client must be of the type \"Web application\" or \"Desktop app\""},
    Refusal{"redirect_uri_mismatch", "add the redirect address to the OAuth client in the Google project, exactly"},
    Refusal{"admin_policy_enforced", "the Google Workspace administrator must allow this app and gmail.readonly"},
    Refusal{"org_internal", "the OAuth app is for one organisation only: make its user type External"},
    Refusal{"invalid_scope", "enable the Gmail API in the Google project and add the scope gmail.readonly"},
    Refusal{"unsupported_grant_type", "google.token_url must be Google's token endpoint"},
};

std::string dead_grant(GrantKind kind) {
  return kind == GrantKind::kCode ? "Google rejects the code: it was used already or has expired"
                                  : "Google no longer accepts the grant";
}

bool one_word(const std::string& text) {
  return !text.empty() && text.size() <= 40 &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

std::string google_code_of(const net::Response& response) {
  const json answer = parsed(response.body);
  if (!answer.is_object()) return {};
  const auto code = answer.find("error");
  if (code == answer.end() || !code->is_string()) return {};
  const auto text = code->get<std::string>();
  return one_word(text) ? text : std::string();
}

Error error_of(const std::string& google_code, GrantKind kind) {
  if (google_code == "invalid_grant" || google_code == "deleted_client")
    return {
        Errc::kInvalidGrant, fmt::format("{} ({})", dead_grant(kind), google_code), {}, "connect the mailbox again"};
  for (const auto& [code, hint] : kRefusals)
    if (google_code == code)
      return {Errc::kConfigInvalid, fmt::format("Google refuses the OAuth client ({})", code), {}, hint};
  return {Errc::kSourceFailed,
          one_word(google_code) ? fmt::format("Google answers with the error {}", google_code)
                                : std::string("Google answers with an unknown error"),
          {},
          "it is tried again later"};
}

Result<Grant> read_grant(const net::Response& response, GrantKind kind) {
  if (response.status == 200) return read_success(response, kind);
  // A broken or busy endpoint says nothing about the grant, whatever its body claims.
  if (response.status == 429 || response.status >= 500)
    return fail(Errc::kSourceFailed, fmt::format("Google's token endpoint answers with status {}", response.status), {},
                "it is tried again later");
  const std::string code = google_code_of(response);
  if (code.empty())
    return fail(
        Errc::kSourceFailed,
        fmt::format("Google's token endpoint answers with status {} and without an OAuth error code", response.status),
        {}, "if this persists, check google.token_url");
  Error error = error_of(code, kind);
  if (error.code == Errc::kInvalidGrant && parsed(response.body).value("error_subtype", json()) == "invalid_rapt")
    error.hint =
        "the Workspace's session control ends grants: ask its administrator to trust this app, then connect "
        "again";
  return std::unexpected(std::move(error));
}

}  // namespace connections::source
