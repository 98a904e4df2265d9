#include "secrets/vault.h"

#include "secrets/key_file.h"

namespace connections::secrets {

std::optional<Keyring> Vault::known() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

Result<Keyring> Vault::keep(Result<Keyring> fresh) {
  const std::lock_guard lock(mutex_);
  if (fresh) keys_ = *fresh;
  return fresh;
}

Result<Keyring> Vault::keys() { return keep(read_key_file(file_)); }

Result<Keyring> Vault::rotate(Instant now) { return keep(add_master_key(file_, now)); }

Result<std::string> Vault::seal(std::string_view secret, const SecretPlace& place, Instant now) {
  auto keys = known();
  if (!keys) {
    auto made = TRY(keep(ensure_key_file(file_, now)));
    keys = std::move(made);
  }
  return keys->seal(secret, place);
}

Result<std::string> Vault::open(std::string_view sealed, const SecretPlace& place) {
  if (const auto keys = known(); keys && keys->has(key_id_of(sealed))) return keys->open(sealed, place);
  auto fresh = keys();
  if (!fresh && fresh.error().code == Errc::kNotFound)
    return fail(Errc::kSecretUnreadable, "the key file with the master key of the tokens is missing", file_.string(),
                "put the key file back from your copy, or name it with secrets.key_file in connections.yaml or "
                "CONNECTIONS_MASTER_KEY_FILE; without it, connect the mailboxes again");
  if (!fresh) return std::unexpected(fresh.error());
  auto secret = fresh->open(sealed, place);
  if (!secret) secret.error().where = file_.string();
  return secret;
}

}  // namespace connections::secrets
