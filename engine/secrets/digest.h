#pragma once

#include <string>
#include <string_view>

namespace connections::secrets {

/// SHA-256 as 64 lower-case hexadecimal digits: content addresses, rule-book and plugin digests.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// SHA-256 as its 32 raw bytes; the PKCE challenge is made of these.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// A digest built from pieces, for what is not in memory at once. One object, one digest.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// Ends the digest; add() may not be called afterwards.
  [[nodiscard]] std::string hex();

 private:
  // crypto_hash_sha256_state, kept opaque so that libsodium stays inside this module; the .cpp
  // asserts that size and alignment fit.
  alignas(64) unsigned char state_[128];
};

}  // namespace connections::secrets
