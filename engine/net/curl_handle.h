#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include <curl/curl.h>

#include "net/http_client.h"

namespace connections::net {

struct FreeCurl {
  void operator()(CURL* curl) const noexcept { curl_easy_cleanup(curl); }
};
using CurlPtr = std::unique_ptr<CURL, FreeCurl>;

/// Idle curl handles with their open connections. One list for each address policy:
/// a connection is checked when it is opened, so one opened to a private address must never serve a request
/// that may not go there. Any thread.
class HandlePool {
 public:
  HandlePool();
  /// A handle for one request; null if curl cannot allocate one.
  [[nodiscard]] CurlPtr take(AddressPolicy policy);
  void give_back(CurlPtr handle, AddressPolicy policy);

 private:
  static constexpr std::size_t kMaxIdle = 8;  ///< of each list; more than the threads that fetch at once
  std::mutex mutex_;
  std::array<std::vector<CurlPtr>, 2> idle_;
};

}  // namespace connections::net
