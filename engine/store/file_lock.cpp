#include "store/file_lock.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace connections::store {

Result<FileLock> FileLock::take(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return fail(Errc::kIo, fmt::format("cannot open the lock file: {}", std::strerror(errno)), file.string());
  while (flock(descriptor, LOCK_EX) != 0)
    if (errno != EINTR) {
      const int error = errno;
      close(descriptor);
      return fail(Errc::kIo, fmt::format("cannot lock: {}", std::strerror(error)), file.string());
    }
  return FileLock(descriptor);
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock::~FileLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace connections::store
