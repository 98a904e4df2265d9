#include "secrets/keyring.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "secrets/base64url.h"
#include "secrets/memory.h"
#include "secrets/random.h"
#include "secrets/sodium.h"

namespace connections::secrets {
namespace {

constexpr std::string_view kVersion = "v1.";
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(MasterKey::kBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

std::string_view name(Purpose purpose) {
  switch (purpose) {
    case Purpose::kRefreshToken:
      return "refresh_token";
    case Purpose::kAccessToken:
      return "access_token";
    case Purpose::kCodeVerifier:
      return "code_verifier";
    case Purpose::kStartLink:
      return "start_link";
    case Purpose::kFeedUrl:
      return "feed_url";
    case Purpose::kWebhookUrl:
      return "webhook_url";
    case Purpose::kWebhookSecret:
      return "webhook_secret";
    case Purpose::kKeptReply:
      return "kept_reply";
  }
  return "";
}

/// Each part with its length, so that no two places give the same bytes.
std::string associated_data(std::string_view key_id, const SecretPlace& place) {
  std::string data = "connections ";
  for (const std::string_view part :
       {key_id, std::string_view(place.workspace.value), std::string_view(place.connection.value), name(place.purpose)})
    data += fmt::format("{}:{},", part.size(), part);
  return data;
}

std::unexpected<Error> unreadable(std::string why, std::string hint) {
  return fail(Errc::kSecretUnreadable, std::move(why), {}, std::move(hint));
}

std::optional<std::string> decrypted(const MasterKey& key, std::string_view nonce_and_box, const SecretPlace& place) {
  if (nonce_and_box.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const std::string_view box = nonce_and_box.substr(kNonceBytes);
  const std::string data = associated_data(key.id(), place);
  std::string secret(box.size() - kTagBytes, '\0');
  const int done = crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(secret.data()), nullptr,
                                                              nullptr, bytes_of(box), box.size(), bytes_of(data),
                                                              data.size(), bytes_of(nonce_and_box), key.bytes());
  if (done != 0) return std::nullopt;
  return secret;
}

}  // namespace

MasterKey::MasterKey(std::string id, Instant born, std::string_view secret) : id_(std::move(id)), born_(born) {
  std::copy_n(secret.begin(), kBytes, secret_.begin());
}

MasterKey::~MasterKey() { sodium_memzero(secret_.data(), secret_.size()); }

MasterKey MasterKey::make(Instant born) {
  std::string secret = random_bytes(kBytes);
  MasterKey key("k" + to_base64url(random_bytes(9)), born, secret);  // NOLINT(misc-const-correctness): it is moved out
  wipe(secret);
  return key;
}

std::string Keyring::seal(std::string_view secret, const SecretPlace& place) const {
  const MasterKey& key = newest();
  const std::string data = associated_data(key.id(), place);
  std::string sealed = random_bytes(kNonceBytes);
  sealed.resize(kNonceBytes + secret.size() + kTagBytes);
  auto* const start = reinterpret_cast<unsigned char*>(sealed.data());
  crypto_aead_xchacha20poly1305_ietf_encrypt(start + kNonceBytes, nullptr, bytes_of(secret), secret.size(),
                                             bytes_of(data), data.size(), nullptr, start, key.bytes());
  return fmt::format("{}{}.{}", kVersion, key.id(), to_base64url(sealed));
}

Result<std::string> Keyring::open(std::string_view sealed, const SecretPlace& place) const {
  const std::string id = key_id_of(sealed);
  const auto key = std::ranges::find(keys_, id, &MasterKey::id);
  if (id.empty()) return unreadable("a stored secret is not in the sealed format", "connect the mailbox again");
  if (key == keys_.end())
    return unreadable(
        fmt::format("a stored secret is sealed with the master key {}, which the key file does not have", id),
        "put the key file that belongs to this database in place, or connect the mailbox again");
  const auto box = from_base64url(sealed.substr(kVersion.size() + id.size() + 1));
  auto secret = box ? decrypted(*key, *box, place) : std::nullopt;
  if (!secret)
    return unreadable("a stored secret cannot be opened: it was altered or belongs to another connection",
                      "connect the mailbox again; if the database was restored, restore its key file with it");
  return std::move(*secret);
}

bool Keyring::has(std::string_view key_id) const {
  return std::ranges::find(keys_, key_id, &MasterKey::id) != keys_.end();
}

std::string key_id_of(std::string_view sealed) {
  if (!sealed.starts_with(kVersion)) return {};
  sealed.remove_prefix(kVersion.size());
  const auto dot = sealed.find('.');
  return dot == std::string_view::npos ? std::string() : std::string(sealed.substr(0, dot));
}

}  // namespace connections::secrets
