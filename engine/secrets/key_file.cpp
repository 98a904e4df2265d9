#include "secrets/key_file.h"

#include <cerrno>
#include <cstring>
#include <memory>
#include <sstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "secrets/base64url.h"
#include "secrets/file_io.h"
#include "secrets/memory.h"

namespace connections::secrets {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHeader =
    "# Master keys of Connections: they open the tokens in its database. Keep a copy apart from the database's "
    "copies.\n"
    "# The last one seals; the others open what they have sealed.\n";

Result<MasterKey> parse_line(const std::string& line, const std::string& where) {
  std::istringstream words(line);
  std::string id, born, secret, more;
  words >> id >> born >> secret;
  const bool whole = !secret.empty() && !(words >> more) && id.find('.') == std::string::npos;
  const auto at = parse_rfc3339(born);
  auto bytes = from_base64url(secret);
  wipe(secret);
  if (!whole || !at || !bytes || bytes->size() != MasterKey::kBytes)
    return fail(Errc::kSecretUnreadable, "invalid master key line", where,
                "a line is: id, time, 32 bytes in base64url; restore the file from your copy");
  MasterKey key(std::move(id), *at, *bytes);
  wipe(*bytes);
  return key;
}

Result<Keyring> parse(const std::string& content, const fs::path& file) {
  std::vector<MasterKey> keys;
  std::istringstream lines(content);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    auto key = parse_line(line, fmt::format("{}:{}", file.string(), number));
    wipe(line);
    if (!key) return std::unexpected(key.error());
    keys.push_back(std::move(*key));
  }
  if (keys.empty())
    return fail(Errc::kSecretUnreadable, "the key file has no key", file.string(), "restore it from your copy");
  return Keyring(std::move(keys));
}

std::string text_of(const std::vector<MasterKey>& keys) {
  std::string text = kHeader;
  for (const MasterKey& key : keys)
    text += fmt::format("{} {} {}\n", key.id(), to_rfc3339(key.born()),
                        to_base64url(std::string_view(reinterpret_cast<const char*>(key.bytes()), MasterKey::kBytes)));
  return text;
}

/// The folder of the file, created if missing and locked by this process until the descriptor is closed.
Result<std::unique_ptr<Descriptor>> lock_folder(const fs::path& file) {
  const fs::path folder = file.parent_path();
  std::error_code error;
  fs::create_directories(folder.parent_path(), error);
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return fail(Errc::kIo, fmt::format("cannot make the folder of the keys: {}", std::strerror(errno)), folder);
  auto held = std::make_unique<Descriptor>(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  while (*held && flock(held->number(), LOCK_EX) != 0)
    if (errno != EINTR) return fail(Errc::kIo, "cannot lock the folder of the keys", folder);
  if (!*held) return fail(Errc::kIo, fmt::format("cannot open the folder: {}", std::strerror(errno)), folder);
  return held;
}

Result<Keyring> append_key(const fs::path& file, std::vector<MasterKey> keys, Instant now) {
  keys.push_back(MasterKey::make(now));
  std::string text = text_of(keys);
  const auto written = replace_private_file(file, text);
  wipe(text);
  if (!written) return std::unexpected(written.error());
  return Keyring(std::move(keys));
}

}  // namespace

Result<Keyring> read_key_file(const fs::path& file) {
  auto content = TRY(read_private_file(file));
  auto keys = parse(content, file);
  wipe(content);
  return keys;
}

Result<Keyring> add_master_key(const fs::path& file, Instant now) {
  const auto held = TRY(lock_folder(file));
  const auto there = read_key_file(file);
  if (!there && there.error().code != Errc::kNotFound) return there;
  return append_key(file, there ? there->keys() : std::vector<MasterKey>{}, now);
}

Result<Keyring> ensure_key_file(const fs::path& file, Instant now) {
  if (auto there = read_key_file(file); there || there.error().code != Errc::kNotFound) return there;
  const auto held = TRY(lock_folder(file));
  if (auto there = read_key_file(file); there || there.error().code != Errc::kNotFound) return there;
  return append_key(file, {}, now);
}

}  // namespace connections::secrets
