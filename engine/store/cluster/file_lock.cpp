#include "store/cluster/file_lock.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace connections::store {

namespace {

std::unexpected<Error> lock_error(const std::filesystem::path& file) {
  return fail(Errc::kIo, fmt::format("cannot take the lock: {}", std::strerror(errno)), file.string());
}

/// Whether the open file is still the one of that name.
bool current(int descriptor, const std::filesystem::path& file) {
  struct stat open_one {};
  struct stat named {};
  return fstat(descriptor, &open_one) == 0 && stat(file.c_str(), &named) == 0 && open_one.st_ino == named.st_ino &&
         open_one.st_dev == named.st_dev;
}

}  // namespace

Result<FileLock> FileLock::take(const std::filesystem::path& file) {
  for (;;) {
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return lock_error(file);
    FileLock lock(descriptor);
    while (flock(descriptor, LOCK_EX) != 0)
      if (errno != EINTR) return lock_error(file);
    if (current(descriptor, file)) return lock;
  }
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock::~FileLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace connections::store
