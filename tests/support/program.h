#pragma once

#include <string>
#include <vector>

namespace connections::test {

struct ProgramRun {
  int exit_code = -1;  ///< 128 + signal if it was killed
  std::string out;
  std::string error;
};

/// Runs a program to its end and keeps what it printed. No shell is involved. `environment` adds NAME=value.
[[nodiscard]] ProgramRun run_program(const std::vector<std::string>& words,
                                     const std::vector<std::string>& environment = {});

}  // namespace connections::test
