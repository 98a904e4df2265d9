#pragma once

#include <filesystem>
#include <string>

namespace connections::rules {

/// Notes in a folder: the digests (Patterns::digest) of expressions that RE2 took, so that a program that loads the
/// same ones again need not compile them to know that they are valid. A cache: it may be lost, and a folder that cannot
/// be written only costs the time of the check. Any number of processes may share it.
class CheckedExpressions {
 public:
  /// The folder is made with the first note.
  explicit CheckedExpressions(std::filesystem::path folder) : folder_(std::move(folder)) {}
  [[nodiscard]] bool contain(const std::string& digest) const;
  void add(const std::string& digest) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace connections::rules
