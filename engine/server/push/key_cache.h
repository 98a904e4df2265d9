#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "model/time.h"
#include "net/http_client.h"

namespace connections::server {

/// Google's public keys (a JSON Web Key Set), fetched on demand and cached as long as the response allows.
/// Any thread.
class KeyCache {
 public:
  /// At most one request in this time, however many tokens with unknown key ids arrive.
  static constexpr std::chrono::seconds kMinPause{60};
  static constexpr std::chrono::seconds kMinLifetime{60}, kMaxLifetime{86'400},
      kDefaultLifetime{3'600};                          ///< of the cache
  static constexpr std::size_t kMaxBytes = 256u << 10;  ///< of the answer
  static constexpr std::chrono::seconds kTimeout{5};

  using Fetch = std::function<Result<net::Response>()>;
  explicit KeyCache(Fetch fetch) : fetch_(std::move(fetch)) {}

  /// The key as JSON. kNotFound if the set has none of this id, kNetworkFailed if there is no set to look into.
  [[nodiscard]] Result<std::string> find(const std::string& id, Instant now);

 private:
  [[nodiscard]] Result<void> refresh(Instant now);

  Fetch fetch_;
  std::mutex mutex_;
  std::map<std::string, std::string> keys_;  ///< all below guarded by mutex_
  Instant expires_{};
  std::optional<Instant> asked_;
};

/// GET of the key set through the program's HTTP client; https and public addresses only.
[[nodiscard]] KeyCache::Fetch fetch_keys(net::HttpClient& http, std::string url);

}  // namespace connections::server
