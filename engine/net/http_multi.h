#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/error.h"
#include "net/http_client.h"

namespace connections::net {

using Ticket = std::uint64_t;  ///< identifies one request of a HttpMulti; never 0, never reused

struct Completion {
  Ticket ticket;
  Result<Response> response;  ///< as HttpClient::send gives it
};

/// Several concurrent requests from one thread: multiplexed over one connection if the server speaks HTTP/2, else one
/// connection each. Guards, size caps, redirects and errors are those of HttpClient. All requests have the same address
/// policy, because they share connections. The caller limits their number, and with it the memory: each may hold
/// max_bytes. Not thread-safe. The destructor drops unfinished requests.
class HttpMulti {
 public:
  explicit HttpMulti(AddressPolicy addresses);
  ~HttpMulti();
  HttpMulti(const HttpMulti&) = delete;
  HttpMulti& operator=(const HttpMulti&) = delete;

  /// Starts a request and returns at once; bytes are transferred in wait() only. total_timeout counts from here.
  /// Errors: kInvalidArgument (malformed URL or header, or a different address policy),
  /// kAddressForbidden (the scheme).
  [[nodiscard]] Result<Ticket> start(Request request);

  /// Transfers bytes until a response is complete or `max` has passed. Returns what has completed, in that order;
  /// returns an empty list at once if no request is in progress.
  [[nodiscard]] std::vector<Completion> wait(std::chrono::milliseconds max);

  [[nodiscard]] std::size_t in_flight() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace connections::net
