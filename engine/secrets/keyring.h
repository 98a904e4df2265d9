#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"

namespace connections::secrets {

/// What a sealed text is for. A text sealed for one purpose does not open for another.
enum class Purpose : std::uint8_t {
  kRefreshToken,
  kAccessToken,
  kCodeVerifier,
  kStartLink,
  kFeedUrl,
  kWebhookUrl,
  kWebhookSecret,
  kKeptReply,
};

/// Whose secret it is. The sealed text opens only with the very same place: a row copied to another connection or
/// workspace is refused.
struct SecretPlace {
  WorkspaceId workspace;
  ConnectionId connection;  ///< for anything but a connection: the digest that is its lookup key
  Purpose purpose = Purpose::kRefreshToken;
};

/// One master key; zeroed when it goes.
class MasterKey {
 public:
  static constexpr std::size_t kBytes = 32;

  /// `secret` has kBytes.
  MasterKey(std::string id, Instant born, std::string_view secret);
  ~MasterKey();
  MasterKey(const MasterKey&) = default;
  MasterKey& operator=(const MasterKey&) = default;
  /// A new random one.
  [[nodiscard]] static MasterKey make(Instant born);

  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  [[nodiscard]] Instant born() const noexcept { return born_; }
  [[nodiscard]] const unsigned char* bytes() const noexcept { return secret_.data(); }

 private:
  std::string id_;
  Instant born_;
  std::array<unsigned char, kBytes> secret_;
};

/// Master keys, oldest first: each opens what it has sealed, the newest seals. XChaCha20-Poly1305; the nonce is random,
/// the place and the key's id are authenticated. Immutable once made; any thread.
class Keyring {
 public:
  explicit Keyring(std::vector<MasterKey> keys) : keys_(std::move(keys)) {}

  /// "v1.<key id>.<base64url of nonce, ciphertext and tag>". There must be a key.
  [[nodiscard]] std::string seal(std::string_view secret, const SecretPlace& place) const;
  /// kSecretUnreadable: the key is not here, or the text was altered or belongs to another place.
  [[nodiscard]] Result<std::string> open(std::string_view sealed, const SecretPlace& place) const;

  [[nodiscard]] bool has(std::string_view key_id) const;
  [[nodiscard]] const std::vector<MasterKey>& keys() const noexcept { return keys_; }
  [[nodiscard]] const MasterKey& newest() const { return keys_.back(); }

 private:
  std::vector<MasterKey> keys_;
};

/// Which key sealed a text; empty if it is no sealed text.
[[nodiscard]] std::string key_id_of(std::string_view sealed);

}  // namespace connections::secrets
