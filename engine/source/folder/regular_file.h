#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "model/error.h"

namespace connections::source {

/// A regular file, open for reading. Pipes, devices and sockets are refused without waiting for their other end.
class RegularFile {
 public:
  /// kIo: not there, not readable, or no regular file.
  [[nodiscard]] static Result<RegularFile> open(const std::filesystem::path& path);
  RegularFile(RegularFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)), size_(other.size_) {}
  RegularFile& operator=(RegularFile&& other) noexcept;
  ~RegularFile();

  [[nodiscard]] std::uintmax_t size() const noexcept { return size_; }  ///< when it was opened
  /// Up to `most` bytes from `begin` on; fewer only at the end of the file. kIo.
  [[nodiscard]] Result<std::string> read(std::uintmax_t begin, std::size_t most) const;

 private:
  RegularFile(int fd, std::uintmax_t size) noexcept : fd_(fd), size_(size) {}
  int fd_ = -1;
  std::uintmax_t size_ = 0;
};

}  // namespace connections::source
