#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"

namespace connections::net {

struct Header {
  std::string name;
  std::string value;
  friend bool operator==(const Header&, const Header&) = default;
};

/// Which addresses may be connected to. Private ones are for tests, emulators and feeds in the local network.
enum class AddressPolicy : std::uint8_t { kPublicOnly, kAllowPrivate };

struct Request {
  std::string method = "GET";
  std::string url;
  std::vector<Header> headers;
  std::string body;
  std::chrono::milliseconds connect_timeout{10'000};  ///< of each hop
  std::chrono::milliseconds total_timeout{60'000};    ///< of all hops together
  std::size_t max_bytes = 50u << 20;                  ///< of the body once unpacked: 50 MiB, as a mail
  AddressPolicy addresses = AddressPolicy::kPublicOnly;
  bool allow_http = false;  ///< else https only, on every hop
  int max_redirects = 5;
};

struct Response {
  int status = 0;
  std::vector<Header> headers;  ///< of the last hop
  std::string body;             ///< unpacked
  std::string url;              ///< where the last hop went

  /// The first header of that name, case ignored.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

/// The only HTTP client of the program. Connections stay open between requests. Any status is a response, also 4xx and
/// 5xx. Errors: kInvalidArgument (malformed URL or header), kNetworkFailed (timeout, TLS,
/// too many redirects), kAddressForbidden (an address or scheme the policy refuses, checked on the
/// address connected to, on every hop), kLimitExceeded (max_bytes). Errors name the host, never the whole URL.
/// Proxies of the environment are not used: behind one, the address could not be checked.
/// Thread-safe.
class HttpClient {
 public:
  HttpClient();
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Blocks until the response is complete or a deadline passes.
  [[nodiscard]] Result<Response> send(const Request& request);

 private:
  struct Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace connections::net
