#include "secrets/webhook_signature.h"

#include <array>

#include <fmt/format.h>

#include "secrets/memory.h"
#include "secrets/random.h"
#include "secrets/sodium.h"

namespace connections::secrets {
namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr std::size_t kSecretBytes = 32;  // the standard: 24 to 64
constexpr std::size_t kMaxSecretBytes = 64;

constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();  // the terminator sodium_bin2base64 writes
  return text;
}

/// The bytes of a secret; nothing if it is none.
std::optional<std::string> key_of(std::string_view secret) {
  if (!secret.starts_with(kPrefix)) return std::nullopt;
  secret.remove_prefix(kPrefix.size());
  std::string key(kMaxSecretBytes, '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(key.data()), key.size(), secret.data(), secret.size(), nullptr,
                        &size, nullptr, kVariant) != 0)
    return std::nullopt;
  key.resize(size);
  return key;
}

}  // namespace

std::string new_webhook_secret() { return std::string(kPrefix) + base64(random_bytes(kSecretBytes)); }

std::optional<std::string> webhook_signature(std::string_view secret, std::string_view id, std::int64_t timestamp,
                                             std::string_view body) {
  auto key = key_of(secret);
  if (!key) return std::nullopt;
  const std::string head = fmt::format("{}.{}.", id, timestamp);
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(*key), key->size());
  wipe(*key);
  crypto_auth_hmacsha256_update(&state, bytes_of(head), head.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(body), body.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  return "v1," + base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace connections::secrets
