#pragma once

#include <string>

#include "worker/limits.h"

namespace connections::worker {

/// Exit codes by which a worker says why it ends itself.
inline constexpr int kExitMemory = 101;     ///< std::bad_alloc
inline constexpr int kExitException = 102;  ///< an exception left the handler
inline constexpr int kExitSandbox = 103;    ///< the sandbox could not be entered

/// "it crashed (SIGSEGV)", "it ended by itself with exit code 0", of what waitpid() gave.
[[nodiscard]] std::string death_of(int wait_status, const Limits& limits);

}  // namespace connections::worker
