#include "secrets/api_key.h"

#include "secrets/digest.h"
#include "secrets/random.h"

namespace connections::secrets {

std::string new_api_key() { return "ck_" + one_time_token(); }

std::string api_key_hash(std::string_view key) { return sha256_hex(key); }

}  // namespace connections::secrets
