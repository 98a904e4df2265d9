#include "source/gmail/oauth/pkce.h"

#include "secrets/base64url.h"
#include "secrets/digest.h"
#include "secrets/random.h"

namespace connections::source {

std::string challenge_of(const std::string& verifier) { return secrets::to_base64url(secrets::sha256(verifier)); }

Pkce make_pkce() {
  Pkce made{.verifier = secrets::one_time_token(), .challenge = {}};
  made.challenge = challenge_of(made.verifier);
  return made;
}

}  // namespace connections::source
