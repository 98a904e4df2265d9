#include "net/http_client.h"

#include <strings.h>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "net/curl_handle.h"
#include "net/transfer.h"
#include "net/url.h"

namespace connections::net {
namespace {

using Clock = std::chrono::steady_clock;

bool is_token(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && std::ranges::all_of(text, fits);
}

/// A line break in a header would start another header, or another request.
Result<void> check(const Request& request) {
  if (!is_token(request.method)) return fail(Errc::kInvalidArgument, "The HTTP method is not a word");
  for (const Header& header : request.headers)
    if (!is_token(header.name) || header.value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
      return fail(Errc::kInvalidArgument, "A request header has characters that HTTP does not allow",
                  is_token(header.name) ? header.name : "");
  return {};
}

bool is_redirect(const Response& response) {
  static constexpr std::array kStatuses{301, 302, 303, 307, 308};
  return std::ranges::find(kStatuses, response.status) != kStatuses.end() && response.header("Location");
}

/// What may follow to another host. Anything else could be a credential.
bool may_travel(const Header& header) {
  static constexpr std::array<const char*, 5> kHarmless{"Accept", "Accept-Language", "User-Agent", "If-None-Match",
                                                        "If-Modified-Since"};
  return std::ranges::any_of(kHarmless, [&](const char* name) { return strcasecmp(name, header.name.c_str()) == 0; });
}

bool becomes_get(const Request& request, int status) {
  if (request.method == "HEAD") return false;
  return status == 303 || ((status == 301 || status == 302) && request.method == "POST");
}

/// Changes the request into the one a redirect asks for.
Result<void> follow(Request& request, const Response& response) {
  const auto target = resolve(request.url, std::string(*response.header("Location")));
  if (!target) return fail(Errc::kNetworkFailed, "The answer redirects to nowhere", host_of(request.url));
  if (becomes_get(request, response.status)) {
    request.method = "GET";
    request.body.clear();
    std::erase_if(request.headers, [](const Header& h) { return strcasecmp(h.name.c_str(), "Content-Type") == 0; });
  }
  if (origin_of(*target) != origin_of(request.url)) {
    if (!request.body.empty())
      return fail(Errc::kNetworkFailed, "The answer redirects what was sent to another host", host_of(request.url));
    std::erase_if(request.headers, [](const Header& header) { return !may_travel(header); });
  }
  request.url = *target;
  return {};
}

std::chrono::milliseconds left_until(Clock::time_point deadline) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
}

/// All hops of one request on one handle.
Result<Response> send_on(CURL* curl, Request request) {
  const auto deadline = Clock::now() + request.total_timeout;
  for (int hop = 0;; ++hop) {
    auto url = checked_url(request.url, request.allow_http);
    if (!url) return std::unexpected(url.error());
    request.url = std::move(*url);
    const auto time_left = left_until(deadline);
    if (time_left.count() <= 0) return fail(Errc::kNetworkFailed, "No answer in time", host_of(request.url));
    curl_easy_reset(curl);
    auto response = transfer(curl, request, time_left);
    if (!response || !is_redirect(*response)) return response;
    if (hop == request.max_redirects)
      return fail(Errc::kNetworkFailed, fmt::format("The answer redirects more than {} times", request.max_redirects),
                  host_of(request.url));
    if (auto ok = follow(request, *response); !ok) return std::unexpected(ok.error());
  }
}

}  // namespace

struct HttpClient::Pool : HandlePool {};

HttpClient::HttpClient() : pool_(std::make_unique<Pool>()) {}
HttpClient::~HttpClient() = default;

Result<Response> HttpClient::send(const Request& request) {
  if (auto ok = check(request); !ok) return std::unexpected(ok.error());
  CurlPtr handle = pool_->take(request.addresses);
  if (!handle) return fail(Errc::kNetworkFailed, "curl cannot be started");
  auto response = send_on(handle.get(), request);
  pool_->give_back(std::move(handle), request.addresses);
  return response;
}

}  // namespace connections::net
