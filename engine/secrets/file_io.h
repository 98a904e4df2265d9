#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "model/error.h"

namespace connections::secrets {

/// An open file or folder, closed with the object.
class Descriptor {
 public:
  explicit Descriptor(int number) noexcept : number_(number) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const noexcept { return number_; }
  [[nodiscard]] explicit operator bool() const noexcept { return number_ >= 0; }

 private:
  int number_;
};

/// The content of a file that only its owner, who is this user or root, may read. kNotFound, kSecretUnreadable (too
/// many may read it), kLimitExceeded, kIo.
[[nodiscard]] Result<std::string> read_private_file(const std::filesystem::path& file);

/// Replaces a file as a whole, 0600, and waits until the disk has it: after a crash there is the old one or the new
/// one. kIo.
[[nodiscard]] Result<void> replace_private_file(const std::filesystem::path& file, std::string_view content);

}  // namespace connections::secrets
