#include "net/http_multi.h"

#include <algorithm>
#include <map>

#include "net/hop.h"
#include "net/transfer.h"
#include "net/url.h"

namespace connections::net {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct FreeMulti {
  void operator()(CURLM* multi) const noexcept { curl_multi_cleanup(multi); }
};

/// One request in progress. It must not move: curl points into it.
struct ActiveTransfer {
  Ticket ticket;
  Request request;
  Clock::time_point deadline;
  CurlPtr curl;
  int hops = 0;
  std::unique_ptr<Transfer> transfer{};
};

milliseconds left_until(Clock::time_point deadline) {
  return std::chrono::duration_cast<milliseconds>(deadline - Clock::now());
}

}  // namespace

struct HttpMulti::Impl {
  explicit Impl(AddressPolicy policy) : addresses(policy) {
    curl_multi_setopt(multi.get(), CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
  }
  ~Impl() {
    for (const auto& [ticket, one] : active) curl_multi_remove_handle(multi.get(), one->curl.get());
  }

  Result<void> begin(ActiveTransfer& one);
  void collect();
  void complete(std::unique_ptr<ActiveTransfer> one, Result<Response> response);

  AddressPolicy addresses;
  HandlePool handles;  // before `multi`: handles must not be in it when they go
  std::unique_ptr<CURLM, FreeMulti> multi{curl_multi_init()};
  std::map<Ticket, std::unique_ptr<ActiveTransfer>> active;
  std::vector<Completion> completed;
  Ticket last = 0;
};

/// Starts the request or its next hop.
Result<void> HttpMulti::Impl::begin(ActiveTransfer& one) {
  auto url = TRY(checked_url(one.request.url, one.request.allow_http));
  one.request.url = std::move(url);
  const auto time_left = left_until(one.deadline);
  if (time_left.count() <= 0) return fail(Errc::kNetworkFailed, "timed out", host_of(one.request.url));
  one.transfer = std::make_unique<Transfer>(one.curl.get(), one.request, time_left);
  curl_easy_setopt(one.curl.get(), CURLOPT_PRIVATE, &one);
  curl_easy_setopt(one.curl.get(), CURLOPT_PIPEWAIT, 1L);  // share a connection rather than open another
  if (curl_multi_add_handle(multi.get(), one.curl.get()) != CURLM_OK)
    return fail(Errc::kNetworkFailed, "curl cannot be started");
  return {};
}

void HttpMulti::Impl::complete(std::unique_ptr<ActiveTransfer> one, Result<Response> response) {
  completed.push_back({one->ticket, std::move(response)});
  one->transfer.reset();
  handles.give_back(std::move(one->curl), addresses);
}

void HttpMulti::Impl::collect() {
  int more = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi.get(), &more)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* curl = message->easy_handle;
    const CURLcode code = message->data.result;  // the message is gone once the handle is removed
    char* data = nullptr;
    curl_easy_getinfo(curl, CURLINFO_PRIVATE, &data);
    auto node = active.extract(reinterpret_cast<ActiveTransfer*>(data)->ticket);
    auto& one = node.mapped();
    curl_multi_remove_handle(multi.get(), curl);
    auto response = one->transfer->ended(code);
    if (response && is_redirect(*response)) {
      auto again = follow(one->request, *response, one->hops++);
      if (again) again = begin(*one);
      if (again) {
        active.insert(std::move(node));
        continue;
      }
      response = std::unexpected(again.error());
    }
    complete(std::move(one), std::move(response));
  }
}

HttpMulti::HttpMulti(AddressPolicy addresses) : impl_(std::make_unique<Impl>(addresses)) {}
HttpMulti::~HttpMulti() = default;

Result<Ticket> HttpMulti::start(Request request) {
  TRY(check(request));
  if (request.addresses != impl_->addresses)
    return fail(Errc::kInvalidArgument, "the address policies of the request and of this HttpMulti differ");
  const auto deadline = Clock::now() + request.total_timeout;
  auto one = std::make_unique<ActiveTransfer>(
      ActiveTransfer{++impl_->last, std::move(request), deadline, impl_->handles.take(impl_->addresses)});
  if (!one->curl) return fail(Errc::kNetworkFailed, "curl cannot be started");
  TRY(impl_->begin(*one));
  const Ticket ticket = one->ticket;
  impl_->active.emplace(ticket, std::move(one));
  return ticket;
}

std::vector<Completion> HttpMulti::wait(milliseconds max) {
  const auto deadline = Clock::now() + max;
  while (!impl_->active.empty()) {
    int running = 0;
    curl_multi_perform(impl_->multi.get(), &running);
    impl_->collect();
    const auto left = left_until(deadline);
    if (!impl_->completed.empty() || left.count() <= 0) break;
    curl_multi_poll(impl_->multi.get(), nullptr, 0, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)),
                    nullptr);
  }
  return std::exchange(impl_->completed, {});
}

std::size_t HttpMulti::in_flight() const noexcept { return impl_->active.size(); }

}  // namespace connections::net
