#include "plugin/trusted_file.h"

#include <atomic>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace connections::plugin {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const noexcept { return fd_; }
  [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

Distrust distrust_of_one(const fs::path& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0)
    return {fmt::format("{} cannot be looked at: {}", path.string(), std::strerror(errno)), "check its owner and mode"};
  if (info.st_uid != 0 && info.st_uid != geteuid())
    return {fmt::format("{} belongs to user {}", path.string(), info.st_uid),
            fmt::format("chown {} '{}'", geteuid() == 0 ? "root" : fmt::format("{}", geteuid()), path.string())};
  if (S_ISDIR(info.st_mode) && (info.st_mode & S_ISVTX) != 0) return {};
  const bool private_group = info.st_gid == info.st_uid;  // Debian gives every user a group of their own
  if ((info.st_mode & S_IWOTH) == 0 && ((info.st_mode & S_IWGRP) == 0 || private_group)) return {};
  return {fmt::format("{} has mode {:o}", path.string(), info.st_mode & 07777),
          fmt::format("chmod go-w '{}'", path.string())};
}

Result<std::string> read_all(int fd, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t have = 0;
  while (have < size) {
    const ssize_t got = ::read(fd, bytes.data() + have, size - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(Errc::kIo, fmt::format("it cannot be read: {}", std::strerror(errno)));
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

Result<int> sealed_copy(const std::string& bytes) {
  Descriptor memory(memfd_create("connections-plugin", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  for (std::size_t done = 0; memory.get() >= 0 && done < bytes.size();) {
    const ssize_t put = ::write(memory.get(), bytes.data() + done, bytes.size() - done);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return fail(Errc::kIo, fmt::format("no memory for its copy: {}", std::strerror(errno)));
    done += static_cast<std::size_t>(put);
  }
  if (memory.get() < 0 ||
      fcntl(memory.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    return fail(Errc::kIo, fmt::format("its copy cannot be sealed: {}", std::strerror(errno)));
  return memory.release();
}

}  // namespace

Distrust distrust_of(const fs::path& path) {
  for (fs::path one = path; !one.empty(); one = one.parent_path()) {
    if (auto found = distrust_of_one(one); !found.found.empty()) return found;
    if (one == one.parent_path()) break;
  }
  return {};
}

Result<SealedFile> SealedFile::open(const fs::path& path, std::uintmax_t most) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat info {};
  if (file.get() < 0 || fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return fail(Errc::kIo, "not a readable regular file", path.string());
  if (static_cast<std::uintmax_t>(info.st_size) > most)
    return fail(Errc::kLimitExceeded, fmt::format("{} bytes is more than {}", info.st_size, most), path.string());
  auto bytes = TRY(read_all(file.get(), static_cast<std::size_t>(info.st_size)));
  const int copy = TRY(sealed_copy(bytes));
  return SealedFile(copy, std::move(bytes));
}

SealedFile::~SealedFile() {
  if (fd_ >= 0) ::close(fd_);
}

fs::path SealedFile::loadable() const {
  static std::atomic<std::uint32_t> calls = 0;
  std::string path = "/proc/self/fd/";
  for (std::uint32_t bits = ++calls; bits != 0; bits >>= 1) path += (bits & 1) != 0 ? "./" : ".//";
  return path + std::to_string(fd_);
}

}  // namespace connections::plugin
