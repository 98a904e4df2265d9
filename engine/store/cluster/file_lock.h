#pragma once

#include <filesystem>

#include "model/error.h"

namespace connections::store {

/// An exclusive flock on a file, waited for; released with the object, or when the process dies. The holder may
/// remove the file: a waiting process then creates a new one.
class FileLock {
 public:
  /// kIo if the file cannot be made or opened.
  [[nodiscard]] static Result<FileLock> take(const std::filesystem::path& file);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) noexcept : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace connections::store
