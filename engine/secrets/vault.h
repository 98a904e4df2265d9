#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "secrets/keyring.h"

namespace connections::secrets {

/// Seals and opens secrets with the keys of one key file. The file is read on first use and again when a text names a
/// key that is not known yet (another process has rotated); the first seal makes it if there is none. Thread-safe.
///
/// Errors: those of key_file.h and of Keyring.
class Vault {
 public:
  explicit Vault(std::filesystem::path key_file) : file_(std::move(key_file)) {}

  [[nodiscard]] Result<std::string> seal(std::string_view secret, const SecretPlace& place, Instant now);
  [[nodiscard]] Result<std::string> open(std::string_view sealed, const SecretPlace& place);

  /// The keys as the file holds them now; kNotFound if there is no file yet.
  [[nodiscard]] Result<Keyring> keys();
  /// Adds a key to the file; from here on it seals.
  [[nodiscard]] Result<Keyring> rotate(Instant now);
  [[nodiscard]] const std::filesystem::path& key_file() const noexcept { return file_; }

 private:
  [[nodiscard]] Result<Keyring> keep(Result<Keyring> fresh);
  [[nodiscard]] std::optional<Keyring> known() const;

  const std::filesystem::path file_;
  mutable std::mutex mutex_;
  std::optional<Keyring> keys_;
};

}  // namespace connections::secrets
