#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "model/error.h"

namespace connections::plugin {

/// Why another than the running user may change what a path leads to; empty if none may. The file and every
/// folder above it must belong to root or to the running user, and not be writable by others: a user who may write one
/// of them may run code in the engine. A folder with the sticky bit (/tmp) does not let users replace each other's
/// files.
struct Distrust {
  std::string found;  ///< "/srv/x has mode 777"
  std::string hint;   ///< what to do
};
[[nodiscard]] Distrust distrust_of(const std::filesystem::path& path);

/// A file that was opened once: what is hashed is what is loaded, whatever happens to its path meanwhile. Its bytes are
/// copied into memory that nothing can change any more (memfd with seals).
class SealedFile {
 public:
  /// kIo (not there, no regular file), kLimitExceeded (over `most` bytes).
  [[nodiscard]] static Result<SealedFile> open(const std::filesystem::path& path, std::uintmax_t most);
  SealedFile(SealedFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)), bytes_(std::move(other.bytes_)) {}
  SealedFile& operator=(SealedFile&&) = delete;
  ~SealedFile();

  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }
  /// What a dynamic loader can open, valid while the object lives: /proc/self/fd/N, spelt in another way at each call.
  /// The loader takes an equal path for the same code, and may keep code mapped whose descriptor number is in use
  /// again.
  [[nodiscard]] std::filesystem::path loadable() const;

 private:
  SealedFile(int fd, std::string bytes) noexcept : fd_(fd), bytes_(std::move(bytes)) {}
  int fd_;
  std::string bytes_;
};

}  // namespace connections::plugin
