#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "model/error.h"
#include "model/time.h"

namespace connections::server {

/// Which tokens are accepted: those that Google signs for one service account and one audience.
struct IdTokenPolicy {
  std::string audience;         ///< must equal `aud`
  std::string service_account;  ///< must equal `email`, which must be verified
};

/// A public key as JSON (RFC 7517) by its id. kNotFound if there is none of this id, kNetworkFailed.
using KeyLookup = std::function<Result<std::string>(const std::string& key_id)>;

inline constexpr std::chrono::seconds kClockSkew{60};    ///< between Google's clock and ours
inline constexpr std::size_t kMaxTokenBytes = 8u << 10;  ///< Google's have 1 to 2 KiB
inline constexpr std::size_t kMinKeyBits = 2048;

/// Checks an OpenID Connect token of Google: RS256 only, issuer, audience, e-mail, times.
///
/// Errors: kInvalidArgument (no token, not signed with RS256 by a known key, or expired), kForbidden (valid token of
/// another account or audience), and kNetworkFailed of `key`. Messages contain no part of the token.
[[nodiscard]] Result<void> check_id_token(std::string_view token, const IdTokenPolicy& policy, const KeyLookup& key,
                                          Instant now);

}  // namespace connections::server
