#include "app/replace_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace connections::app {
namespace {

namespace fs = std::filesystem;

/// A file that is removed again unless it was renamed.
class Partial {
 public:
  explicit Partial(const fs::path& target)
      : path_((target.parent_path() / fmt::format(".{}.XXXXXX", target.filename().string())).string()),
        descriptor_(::mkstemp(path_.data())) {}
  ~Partial() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!renamed_) ::unlink(path_.c_str());
  }
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;

  bool write(std::string_view content) const {
    while (descriptor_ >= 0 && !content.empty()) {
      const ssize_t count = ::write(descriptor_, content.data(), content.size());
      if (count < 0 && errno != EINTR) return false;
      if (count > 0) content.remove_prefix(static_cast<std::size_t>(count));
    }
    return descriptor_ >= 0;
  }
  bool look_like(const fs::path& target) const {
    struct stat was {};
    if (::stat(target.c_str(), &was) != 0) return false;
    if (::fchown(descriptor_, was.st_uid, was.st_gid) != 0 && errno != EPERM) return false;
    return ::fchmod(descriptor_, was.st_mode & 07777) == 0;
  }
  bool become(const fs::path& target) {
    return renamed_ = ::fsync(descriptor_) == 0 && ::rename(path_.c_str(), target.c_str()) == 0;
  }

 private:
  std::string path_;
  int descriptor_;
  bool renamed_ = false;
};

}  // namespace

Result<void> replace_file(const fs::path& path, std::string_view content) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  if (error) return fail(Errc::kIo, fmt::format("cannot be written: {}", error.message()), path.string());
  Partial partial(target);
  if (!partial.write(content) || !partial.look_like(target) || !partial.become(target))
    return fail(Errc::kIo, fmt::format("cannot be written: {}", std::strerror(errno)), path.string());
  return {};
}

}  // namespace connections::app
