#include "plugin/plugin_copy.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugin/trusted_file.h"
#include "secrets/digest.h"

namespace connections::plugin {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxCopy = 64u << 20;  ///< as the loader's own bound

Error problem(const fs::path& path) {
  return {Errc::kIo, fmt::format("the plugin cannot be copied: {}", std::strerror(errno)), path.string(), {}};
}

bool holds(const fs::path& path, const std::string& sha256) {
  const auto file = SealedFile::open(path, kMaxCopy);
  return file && secrets::sha256_hex(file->bytes()) == sha256;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

/// Written beside the target, on disk before it is renamed: a half-written file is never loaded, not even after a power
/// cut.
Result<void> write_whole(const fs::path& target, const std::string& bytes) {
  std::string partial = target.string() + ".XXXXXX";
  const int fd = mkostemp(partial.data(), O_CLOEXEC);
  if (fd < 0) return std::unexpected(problem(target));
  const bool written = write_all(fd, bytes) && fchmod(fd, S_IRWXU) == 0 && fsync(fd) == 0;
  ::close(fd);
  if (!written || ::rename(partial.c_str(), target.c_str()) != 0) {
    const Error error = problem(target);
    ::unlink(partial.c_str());
    return std::unexpected(error);
  }
  const int folder = ::open(target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    fsync(folder);
    ::close(folder);
  }
  return {};
}

}  // namespace

Result<fs::path> copy_by_content(const PluginFile& file, const fs::path& folder) {
  constexpr std::size_t kShownDigits = 12;
  std::error_code error;
  const fs::path target_folder = folder / "plugins";
  fs::create_directories(target_folder, error);
  if (!error) fs::permissions(target_folder, fs::perms::owner_all, error);
  const fs::path target = target_folder / fmt::format("{}-{}.so", file.allowed.id, file.sha256.substr(0, kShownDigits));
  if (error) return fail(Errc::kIo, fmt::format("the plugin cannot be copied: {}", error.message()), target.string());
  if (holds(target, file.sha256)) return target;
  const auto source = TRY(SealedFile::open(file.path, kMaxCopy));
  if (secrets::sha256_hex(source.bytes()) != file.sha256)
    return fail(Errc::kIo, "the plugin changed while it was loaded", file.path.string(), "reload when it is written");
  TRY(write_whole(target, source.bytes()));
  return target;
}

}  // namespace connections::plugin
