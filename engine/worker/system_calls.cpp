#include "worker/system_calls.h"

#include <array>
#include <cerrno>
#include <memory>

#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

namespace connections::worker {
namespace {

constexpr int kAllowed[]{// the open socket
                         SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(restart_syscall),
                         // memory (mmap and mprotect: see below)
                         SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
                         // time, and the CPU time that budgets are counted in
                         SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time),
                         SCMP_SYS(getrusage), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
                         // itself
                         SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(getpid),
                         SCMP_SYS(gettid), SCMP_SYS(getrandom), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
                         SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(exit), SCMP_SYS(exit_group)};

/// What the C library tries of its own accord and does without: settings of the allocator, converters, terminals.
constexpr int kRefused[]{SCMP_SYS(open),    SCMP_SYS(openat),   SCMP_SYS(access),     SCMP_SYS(faccessat),
                         SCMP_SYS(stat),    SCMP_SYS(lstat),    SCMP_SYS(newfstatat), SCMP_SYS(fstat),
                         SCMP_SYS(statx),   SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd),
                         SCMP_SYS(ioctl),   SCMP_SYS(lseek),    SCMP_SYS(prlimit64),  SCMP_SYS(getrlimit),
                         SCMP_SYS(sysinfo), SCMP_SYS(uname)};

struct Release {
  void operator()(void* filter) const noexcept { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

bool add_all(const Filter& filter) {
  for (const int call : kAllowed)
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0) return false;
  for (const int call : kRefused)
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EACCES), call, 0) != 0) return false;
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})  // no new code
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) != 0)
      return false;
  // abort(): a signal to itself
  return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                          SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid()))) == 0;
}

}  // namespace

bool filter_system_calls() {
  const Filter filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
  return filter && add_all(filter) && seccomp_load(filter.get()) == 0;
}

}  // namespace connections::worker
