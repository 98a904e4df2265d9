#include "secrets/random.h"

#include "secrets/base64url.h"
#include "secrets/sodium.h"

namespace connections::secrets {

std::string random_bytes(std::size_t count) {
  start_sodium();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string one_time_token() { return to_base64url(random_bytes(32)); }

}  // namespace connections::secrets
