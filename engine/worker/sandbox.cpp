#include "worker/sandbox.h"

#include <cstdio>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "worker/system_calls.h"

namespace connections::worker {
namespace {

/// Bytes of address space that this process has mapped; 0: unknown.
std::size_t address_space() {
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 0;
  unsigned long pages = 0;
  const int read = std::fscanf(file, "%lu", &pages);
  std::fclose(file);
  return read == 1 ? pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) : 0;
}

bool limit(__rlimit_resource what, rlim_t most) {
  const rlimit both{.rlim_cur = most, .rlim_max = most};
  return setrlimit(what, &both) == 0;
}

bool limit_resources(std::size_t memory) {
  const std::size_t mapped = address_space();
  return mapped != 0 && limit(RLIMIT_AS, mapped + memory) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NPROC, 0) &&
         limit(RLIMIT_NOFILE, 0);
}

}  // namespace

bool keep_only(int keep) {
  if (keep != kSocket && dup3(keep, kSocket, O_CLOEXEC) < 0) return false;
  if (close_range(kSocket + 1, ~0U, 0) != 0) return false;
  // Sanitizers report on standard error.
  return close_range(0, kSandboxed ? kSocket - 1 : STDOUT_FILENO, 0) == 0;
}

bool enter_sandbox(std::size_t memory) {
  // Not dumpable: another process of this user can't look into it either.
  return limit(RLIMIT_CORE, 0) && prctl(PR_SET_DUMPABLE, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         (!kSandboxed || (limit_resources(memory) && filter_system_calls()));
}

}  // namespace connections::worker
