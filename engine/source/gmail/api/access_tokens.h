#pragma once

#include <string>
#include <string_view>

#include "model/error.h"

namespace connections::source {

/// The access tokens of one connection, as whoever speaks to the Gmail API asks for them. Thread-safe; one refresh at
/// a time. Errors of both: kInvalidGrant (the person must reconnect; nothing else will help), kNetworkFailed and
/// kSourceFailed (Google did not answer, or not with a token: later), kConfigInvalid (the OAuth client is refused).
class AccessTokens {
 public:
  virtual ~AccessTokens() = default;

  /// A token that holds for some minutes yet: it is refreshed ahead of its expiry.
  [[nodiscard]] virtual Result<std::string> token() = 0;
  /// After a 401 for `refused`: a newer one. If somebody else has renewed it meanwhile, theirs is given.
  [[nodiscard]] virtual Result<std::string> renew(std::string_view refused) = 0;
};

}  // namespace connections::source
