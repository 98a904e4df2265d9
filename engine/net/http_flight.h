#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/error.h"
#include "net/http_client.h"

namespace connections::net {

using Ticket = std::uint64_t;  ///< of one request of a flight; never 0, never given twice

struct Landed {
  Ticket ticket;
  Result<Response> response;  ///< as HttpClient::send gives it
};

/// Many requests under way at once, from one thread: over one connection where the server speaks HTTP/2, else over one
/// each. The same guards, caps, redirects and errors as HttpClient. All requests of a flight have one address policy,
/// because they share connections. Nothing limits how many are under way but the caller, who also bounds the memory so:
/// each may hold max_bytes. Not thread-safe. Ending the object drops what is still under way.
class HttpFlight {
 public:
  explicit HttpFlight(AddressPolicy addresses);
  ~HttpFlight();
  HttpFlight(const HttpFlight&) = delete;
  HttpFlight& operator=(const HttpFlight&) = delete;

  /// Sends a request on its way and returns at once; bytes move in wait() only. total_timeout counts from here.
  /// Errors: kInvalidArgument (URL or header that cannot be sent, or another policy than the flight's),
  /// kAddressForbidden (the scheme).
  [[nodiscard]] Result<Ticket> start(Request request);

  /// Moves bytes until an answer is whole or `max` has passed. Gives what has landed, in the order of landing; nothing
  /// at once if nothing is under way.
  [[nodiscard]] std::vector<Landed> wait(std::chrono::milliseconds max);

  [[nodiscard]] std::size_t in_flight() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace connections::net
