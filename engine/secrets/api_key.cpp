#include "secrets/api_key.h"

#include <sodium.h>

#include "secrets/digest.h"

namespace connections::secrets {

std::string new_api_key() {
  constexpr std::size_t kBytes = 32;
  constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  unsigned char bytes[kBytes];
  randombytes_buf(bytes, sizeof bytes);
  std::string text(sodium_base64_ENCODED_LEN(kBytes, kForm), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, sizeof bytes, kForm);
  sodium_memzero(bytes, sizeof bytes);
  text.pop_back();  // the terminator
  return "ck_" + text;
}

std::string api_key_hash(std::string_view key) { return sha256_hex(key); }

}  // namespace connections::secrets
