#pragma once

#include <string>

namespace connections::source {

/// RFC 7636: the verifier stays here and goes with the code; its challenge goes with the person's browser. An
/// intercepted code is worthless without the verifier.
struct Pkce {
  std::string verifier;
  std::string challenge;  ///< S256
};

[[nodiscard]] Pkce make_pkce();
[[nodiscard]] std::string challenge_of(const std::string& verifier);

}  // namespace connections::source
