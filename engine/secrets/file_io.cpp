#include "secrets/file_io.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace connections::secrets {
namespace {

constexpr std::size_t kMaxBytes = 64u << 10;  // some hundred keys

std::unexpected<Error> io_error(const char* what, const std::filesystem::path& file) {
  return fail(Errc::kIo, fmt::format("{}: {}", what, std::strerror(errno)), file.string());
}

Result<void> check_privacy(int descriptor, const std::filesystem::path& file) {
  struct stat seen {};
  if (fstat(descriptor, &seen) != 0) return io_error("cannot stat the file", file);
  if (!S_ISREG(seen.st_mode)) return fail(Errc::kSecretUnreadable, "not a regular file", file.string());
  if ((seen.st_mode & 077) != 0)
    return fail(Errc::kSecretUnreadable, "other users may read or change this file", file.string(),
                fmt::format("chmod 600 '{}'; if others have used this machine, rotate the key too", file.string()));
  if (seen.st_uid != geteuid() && seen.st_uid != 0)
    return fail(Errc::kSecretUnreadable, "this file belongs to another user", file.string(),
                fmt::format("chown it to the user that runs the program: chown {} '{}'", geteuid(), file.string()));
  return {};
}

Result<void> write_all(int descriptor, std::string_view content, const std::filesystem::path& file) {
  while (!content.empty()) {
    const ssize_t written = write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return io_error("cannot write", file);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  if (fsync(descriptor) != 0) return io_error("cannot write to the disk", file);
  return {};
}

Result<void> write_new(const std::filesystem::path& file, std::string_view content) {
  const Descriptor out(open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!out || fchmod(out.number(), 0600) != 0) return io_error("cannot make the file", file);
  return write_all(out.number(), content, file);
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Result<std::string> read_private_file(const std::filesystem::path& file) {
  const Descriptor in(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!in && errno == ENOENT) return fail(Errc::kNotFound, "no such file", file.string());
  if (!in) return io_error("cannot open the file", file);
  TRY(check_privacy(in.number(), file));
  std::string content(kMaxBytes + 1, '\0');
  std::size_t size = 0;
  while (size < content.size()) {
    const ssize_t got = read(in.number(), content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_error("cannot read the file", file);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > kMaxBytes) return fail(Errc::kLimitExceeded, "this file is larger than 64 KiB", file.string());
  content.resize(size);
  return content;
}

Result<void> replace_private_file(const std::filesystem::path& file, std::string_view content) {
  const std::filesystem::path fresh = file.string() + ".new";
  TRY(write_new(fresh, content));
  if (rename(fresh.c_str(), file.c_str()) != 0) return io_error("cannot put the file in place", file);
  const Descriptor folder(open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder || fsync(folder.number()) != 0) return io_error("cannot write the folder to the disk", file);
  return {};
}

}  // namespace connections::secrets
