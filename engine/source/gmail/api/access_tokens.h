#pragma once

#include <string>
#include <string_view>

#include "model/error.h"

namespace connections::source {

/// The access tokens of one connection. Thread-safe; one refresh at a time. Errors of both: kInvalidGrant (the person
/// must reconnect), kNetworkFailed and kSourceFailed (no usable answer from Google: retry later), kConfigInvalid (the
/// OAuth client is refused).
class AccessTokens {
 public:
  virtual ~AccessTokens() = default;

  /// A token valid for some more minutes: it is refreshed before it expires.
  [[nodiscard]] virtual Result<std::string> token() = 0;
  /// After a 401 for `refused`: a newer token. If another process has renewed it already, that one.
  [[nodiscard]] virtual Result<std::string> renew(std::string_view refused) = 0;
};

}  // namespace connections::source
