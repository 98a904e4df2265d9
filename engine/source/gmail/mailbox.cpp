#include "source/gmail/mailbox.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "net/url.h"
#include "source/gmail/oauth.h"

namespace connections::source {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxAnswerBytes = 8u << 20;  // 10,000 labels, Gmail's limit, take some 2 MB
constexpr std::size_t kMaxAddress = 320;           // RFC 5321: 64 + @ + 255

net::Request get(const std::string& url, const std::string& token) {
  net::Request request;
  request.url = url;
  request.headers = {{"Authorization", "Bearer " + token}, {"Accept", "application/json"}};
  request.total_timeout = std::chrono::seconds(30);
  request.max_bytes = kMaxAnswerBytes;
  request.max_redirects = 0;
  if (is_loopback(url)) {
    request.allow_http = true;
    request.addresses = net::AddressPolicy::kAllowPrivate;
  }
  return request;
}

/// Asks, and once more with a newer token if Google refuses this one.
Result<net::Response> ask(net::HttpClient& http, const std::string& url, AccessTokens& tokens) {
  const auto token = tokens.token();
  if (!token) return std::unexpected(token.error());
  auto response = http.send(get(url, *token));
  if (!response || response->status != 401) return response;
  const auto newer = tokens.renew(*token);
  if (!newer) return std::unexpected(newer.error());
  return http.send(get(url, *newer));
}

std::string text_in(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Error refusal(const net::Response& response) {
  const std::string where = net::host_of(response.url);
  if (response.status == 401 || response.status == 403) {
    if (response.body.find("accessNotConfigured") != std::string::npos ||
        response.body.find("SERVICE_DISABLED") != std::string::npos)
      return {Errc::kConfigInvalid, "the Gmail API is not enabled in the Google project", where,
              "enable it there (APIs & Services, Gmail API), wait a minute, and connect again"};
    return {Errc::kSourceFailed, fmt::format("Gmail refuses access with status {}", response.status), where,
            "connect again and leave the box for reading mail ticked"};
  }
  return {Errc::kSourceFailed, fmt::format("Gmail answers with status {}", response.status), where,
          "it is tried again later"};
}

Result<json> ask_json(net::HttpClient& http, const std::string& url, AccessTokens& tokens) {
  const auto response = ask(http, url, tokens);
  if (!response) return std::unexpected(response.error());
  if (response->status == 404) return json::object();
  if (response->status != 200) return std::unexpected(refusal(*response));
  json answer = json::parse(response->body, nullptr, false);
  if (!answer.is_object()) return fail(Errc::kSourceFailed, "Gmail's answer is not a JSON object", net::host_of(url));
  return answer;
}

}  // namespace

Result<std::string> mailbox_address(net::HttpClient& http, const std::string& api_url, AccessTokens& tokens) {
  const auto profile = ask_json(http, api_url + "/gmail/v1/users/me/profile", tokens);
  if (!profile) return std::unexpected(profile.error());
  std::string address = text_in(*profile, "emailAddress");
  if (address.size() > kMaxAddress) address.clear();
  return address;
}

Result<std::vector<MailboxLabel>> mailbox_labels(net::HttpClient& http, const std::string& api_url,
                                                 AccessTokens& tokens) {
  const auto answer = ask_json(http, api_url + "/gmail/v1/users/me/labels", tokens);
  if (!answer) return std::unexpected(answer.error());
  const auto labels = answer->find("labels");
  if (labels == answer->end() || !labels->is_array())
    return fail(Errc::kSourceFailed, "Gmail's answer lists no labels", net::host_of(api_url));
  std::vector<MailboxLabel> all;
  for (const json& one : *labels) {
    if (!one.is_object()) continue;
    MailboxLabel label{text_in(one, "id"), text_in(one, "name"), text_in(one, "type") == "system"};
    if (!label.id.empty() && !label.name.empty()) all.push_back(std::move(label));
  }
  return all;
}

}  // namespace connections::source
