#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace connections::server {

/// Notices that files changed, by looking: works on every file system, through symbolic links, and however an editor
/// writes (in place, or a new file renamed over the old). Looks at the *.yaml files below each folder, and at each path
/// that is a file. One thread.
class FileWatch {
 public:
  /// What is there now counts as known.
  explicit FileWatch(std::vector<std::filesystem::path> paths);

  /// To be called at a steady pace, say each second. True once for a change, and only when two looks in a row saw the
  /// same: a file that is just being written does not count yet.
  [[nodiscard]] bool poll();

 private:
  using Mark = std::array<std::int64_t, 6>;  ///< inode, size, and the times of content and inode
  using Marks = std::map<std::string, Mark>;
  [[nodiscard]] Marks look() const;

  std::vector<std::filesystem::path> paths_;
  Marks known_;  ///< as last told
  Marks seen_;   ///< at the last look
};

}  // namespace connections::server
