#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {

/// A program that runs beside the test; killed with the object if it still runs. What it prints goes to files, so it
/// never waits for a reader.
class BackgroundProgram {
 public:
  explicit BackgroundProgram(const std::vector<std::string>& words, const std::vector<std::string>& environment = {});
  ~BackgroundProgram();
  BackgroundProgram(const BackgroundProgram&) = delete;
  BackgroundProgram& operator=(const BackgroundProgram&) = delete;

  /// Waits until output or error holds `text`; false if the program ended, or the time passed, before that.
  [[nodiscard]] bool prints(const std::string& text, std::chrono::seconds within = std::chrono::seconds(60));
  [[nodiscard]] std::string out() const;
  [[nodiscard]] std::string error() const;
  void signal(int number) const;
  /// Waits for its end; kills it after the time: exit code 128 + SIGKILL then.
  ProgramRun wait(std::chrono::seconds within = std::chrono::seconds(60));
  [[nodiscard]] bool ended();

 private:
  TempFolder folder_;
  pid_t child_;
  int status_ = 0;
  bool reaped_ = false;
};

/// Asks until it is so, or two minutes are over (a busy machine, under a sanitizer); then false.
[[nodiscard]] bool comes_true(const std::function<bool()>& question);

}  // namespace connections::test
