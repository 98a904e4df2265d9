#include "server/reload/file_watch.h"

#include <sys/stat.h>

namespace connections::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 4000;  ///< in one folder; more means a wrong folder, which the loader reports

template <class See>
void each_file(const fs::path& path, See see) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return see(path);
  std::size_t files = 0;
  for (fs::recursive_directory_iterator entry(path, fs::directory_options::follow_directory_symlink, error), end;
       !error && entry != end && files < kMaxFiles; entry.increment(error))
    if (entry->path().extension() == ".yaml") {
      see(entry->path());
      ++files;
    }
}

}  // namespace

FileWatch::FileWatch(std::vector<fs::path> paths) : paths_(std::move(paths)), known_(look()), seen_(known_) {}

FileWatch::Marks FileWatch::look() const {
  Marks marks;
  for (const fs::path& path : paths_)
    each_file(path, [&](const fs::path& file) {
      struct stat info {};
      if (stat(file.c_str(), &info) != 0) return;  // gone is a change as well
      marks[file.string()] = {static_cast<std::int64_t>(info.st_ino),
                              info.st_size,
                              info.st_mtim.tv_sec,
                              info.st_mtim.tv_nsec,
                              info.st_ctim.tv_sec,
                              info.st_ctim.tv_nsec};
    });
  return marks;
}

bool FileWatch::poll() {
  Marks now = look();
  const bool settled = now == seen_;
  seen_ = std::move(now);
  if (!settled || seen_ == known_) return false;
  known_ = seen_;
  return true;
}

}  // namespace connections::server
