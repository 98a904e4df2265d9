#pragma once

#include <cstddef>
#include <string>

namespace connections::app {

/// A one-line bar on standard error while long work runs; nothing where that is no terminal, so pipes and
/// logs stay clean. The line is wiped when the object goes.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// `total` 0: unknown yet.
  void show(std::size_t done, std::size_t total);

 private:
  std::string what_;
  bool terminal_;
  int shown_permille_ = -1;
};

}  // namespace connections::app
