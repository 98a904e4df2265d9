#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace connections::server {

/// Detects changed files by polling: works on every file system, through symbolic links, and however an editor
/// writes (in place, or a new file renamed over the old). Covers the *.yaml files below each folder, and each path
/// that is a file. One thread.
class FileWatch {
 public:
  /// The current state is the baseline.
  explicit FileWatch(std::vector<std::filesystem::path> paths);

  /// Call it at a steady pace, e.g. each second. True once for each change, and only when two polls in a row saw the
  /// same state: a file that is still being written does not count yet.
  [[nodiscard]] bool poll();

 private:
  using Mark = std::array<std::int64_t, 6>;  ///< inode, size, and the times of content and inode
  using Marks = std::map<std::string, Mark>;
  [[nodiscard]] Marks look() const;

  std::vector<std::filesystem::path> paths_;
  Marks known_;  ///< as last reported
  Marks seen_;   ///< at the last poll
};

}  // namespace connections::server
