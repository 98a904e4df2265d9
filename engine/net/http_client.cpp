#include "net/http_client.h"

#include "net/curl_handle.h"
#include "net/hop.h"
#include "net/transfer.h"
#include "net/url.h"

namespace connections::net {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds left_until(Clock::time_point deadline) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
}

/// All hops of one request on one handle.
Result<Response> send_on(CURL* curl, Request request) {
  const auto deadline = Clock::now() + request.total_timeout;
  for (int hop = 0;; ++hop) {
    auto url = TRY(checked_url(request.url, request.allow_http));
    request.url = std::move(url);
    const auto time_left = left_until(deadline);
    if (time_left.count() <= 0) return fail(Errc::kNetworkFailed, "timed out", host_of(request.url));
    Transfer transfer(curl, request, time_left);
    auto response = transfer.ended(curl_easy_perform(curl));
    if (!response || !is_redirect(*response)) return response;
    TRY(follow(request, *response, hop));
  }
}

}  // namespace

struct HttpClient::Pool : HandlePool {};

HttpClient::HttpClient() : pool_(std::make_unique<Pool>()) {}
HttpClient::~HttpClient() = default;

Result<Response> HttpClient::send(const Request& request) {
  TRY(check(request));
  CurlPtr handle = pool_->take(request.addresses);
  if (!handle) return fail(Errc::kNetworkFailed, "curl cannot be started");
  auto response = send_on(handle.get(), request);
  pool_->give_back(std::move(handle), request.addresses);
  return response;
}

}  // namespace connections::net
