#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "support/files.h"

namespace connections::test {

/// A program that runs beside the test. Killed with the object if it still runs.
class RunningProgram {
 public:
  explicit RunningProgram(const std::vector<std::string>& words);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  void signal(int number) const;
  /// Waits for the end; 128 + signal if it was killed.
  [[nodiscard]] int wait();
  /// What it has written to standard error so far.
  [[nodiscard]] std::string error() const { return read_file(folder_.path() / "error"); }

 private:
  TempFolder folder_;
  pid_t process_ = -1;
};

/// Asks until it is so, or some time is over; then false.
[[nodiscard]] bool comes_true(const std::function<bool()>& question);

}  // namespace connections::test
