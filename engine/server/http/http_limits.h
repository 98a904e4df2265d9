#pragma once

#include <chrono>
#include <cstddef>

namespace connections::server {

/// What one client, and all of them together, may take of an HttpServer. A deadline counts from the first byte that is
/// waited for to the last: a client that sends one byte a second does not prolong it.
struct HttpLimits {
  std::chrono::milliseconds header{10'000};  ///< of all header lines, and of an idle connection
  std::chrono::milliseconds body{30'000};
  std::chrono::milliseconds reply{30'000};    ///< until the client has taken all of it
  std::chrono::milliseconds linger{2'000};    ///< for a client to take the reply to a request that was not read whole
  std::chrono::milliseconds stopping{5'000};  ///< for replies under way when the server stops
  std::size_t header_bytes = 16u << 10;       ///< a token has 1 to 2 KiB; 431 beyond
  std::size_t connections = 1'024;
  /// Of one address (one /64 of IPv6). Not of this machine's own: there a proxy speaks for everybody.
  std::size_t connections_an_address = 64;
  std::size_t streams = 128;                         ///< replies of events under way; 503 beyond
  std::chrono::milliseconds stream_pause{1'000};     ///< between two looks for something new
  std::chrono::milliseconds stream_silence{15'000};  ///< then a comment is sent: proxies close what is silent for long
  std::chrono::milliseconds stream_life{600'000};    ///< then it ends, and the client resumes: no client stays for ever
  std::size_t io_threads = 2;
  std::size_t handlers = 8;  ///< requests that are worked on at once; most wait for the database
  std::size_t queue = 64;    ///< further requests that wait; beyond: 503 with Retry-After
};

}  // namespace connections::server
