#pragma once

#include <filesystem>

#include "secrets/keyring.h"

namespace connections::secrets {

/// The file of the master keys: one a line, "<id> <born> <base64url>", the newest last; '#' begins a comment. It lies
/// outside the database, so that a copy of the database alone opens nothing.
///
/// Errors: kNotFound (there is none), kSecretUnreadable (others may read it, it belongs to another user, or a line is
/// not a key; the hint says what to do), kIo.
[[nodiscard]] Result<Keyring> read_key_file(const std::filesystem::path& file);

/// Adds a new key, which seals from now on; makes the file, 0600, and its folder, 0700, if there is none. The new file
/// is on the disk before this returns: nothing is ever sealed with a key that a power cut could take away. Processes
/// that do this at once wait for each other.
[[nodiscard]] Result<Keyring> add_master_key(const std::filesystem::path& file, Instant now);

/// The same, but only if there is no file yet.
[[nodiscard]] Result<Keyring> ensure_key_file(const std::filesystem::path& file, Instant now);

}  // namespace connections::secrets
