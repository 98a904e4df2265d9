#include "secrets/digest.h"

#include <new>

#include <sodium.h>

namespace connections::secrets {
namespace {

using State = crypto_hash_sha256_state;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string hex_of(const unsigned char (&digest)[crypto_hash_sha256_BYTES]) {
  std::string text(2 * sizeof digest + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), digest, sizeof digest);
  text.pop_back();  // the terminator sodium_bin2hex writes
  return text;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), bytes_of(bytes), bytes.size());
  return digest;
}

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, bytes_of(bytes), bytes.size());
  return hex_of(digest);
}

Sha256::Sha256() {
  static_assert(sizeof(State) <= sizeof state_ && alignof(State) <= 64);
  crypto_hash_sha256_init(new (state_) State);
}

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(std::launder(reinterpret_cast<State*>(state_)), bytes_of(bytes), bytes.size());
}

std::string Sha256::hex() {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_final(std::launder(reinterpret_cast<State*>(state_)), digest);
  return hex_of(digest);
}

}  // namespace connections::secrets
