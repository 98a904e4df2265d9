#include "worker/death.h"

#include <cstring>

#include <fmt/format.h>
#include <sys/wait.h>

namespace connections::worker {
namespace {

std::string killed_by(int number) {
  const char* abbreviation = sigabbrev_np(number);
  const std::string name = abbreviation != nullptr ? fmt::format("SIG{}", abbreviation) : std::to_string(number);
  switch (number) {
    case SIGSYS:
      return fmt::format("it made a system call that reading a mail does not need ({})", name);
    case SIGKILL:
      return fmt::format("it was killed from outside ({})", name);
    case SIGABRT:
      return fmt::format("it aborted ({})", name);
    default:
      return fmt::format("it crashed ({})", name);
  }
}

std::string ended_with(int code, const Limits& limits) {
  switch (code) {
    case kExitMemory:
      return fmt::format("it needed more than {} MiB of memory", limits.memory >> 20);
    case kExitException:
      return "an exception was thrown that nobody caught";
    case kExitSandbox:
      return "its sandbox could not be set up";
    default:
      return fmt::format("it ended by itself with exit code {}", code);
  }
}

}  // namespace

std::string death_of(int wait_status, const Limits& limits) {
  if (WIFSIGNALED(wait_status)) return killed_by(WTERMSIG(wait_status));
  return ended_with(WEXITSTATUS(wait_status), limits);
}

}  // namespace connections::worker
