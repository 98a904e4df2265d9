#pragma once

#include <functional>
#include <mutex>

#include <sys/types.h>

#include "model/error.h"
#include "worker/worker_process.h"

namespace connections::worker {

/// Held while this process forks. Hold it while this process runs code that workers run, too: a lock that is taken
/// inside a library at that moment would stay taken in the new process.
[[nodiscard]] std::mutex& fork_mutex();

/// What the zygote does outside the sandbox, so that workers need not: what a step has loaded, each worker that is made
/// later has. The first step runs before any worker is made, more (true: there are) while no worker is asked for.
using Preparation = std::function<bool()>;

/// A process with one thread that was forked from this one and makes workers, all from the same state of memory. It
/// ends when its owner does, however that happens, and its workers with it. Calls are not thread-safe.
class Zygote {
 public:
  struct Worker {
    pid_t process = 0;
    int socket = -1;  ///< the caller's to close
  };

  /// kIo if no process can be made, or the first step of `prepare` does not come back.
  [[nodiscard]] static Result<Zygote> start(const Handler& handler, const Preparation& prepare, const Limits& limits);
  Zygote(Zygote&& other) noexcept;
  Zygote& operator=(Zygote&& other) noexcept;
  ~Zygote();

  /// kIo: no worker could be made.
  [[nodiscard]] Result<Worker> spawn();
  /// Kills a worker if it still runs. Its wait status, which tells how it ended before that.
  [[nodiscard]] Result<int> end(pid_t worker);

 private:
  Zygote(pid_t process, int control) noexcept : process_(process), control_(control) {}

  pid_t process_;
  int control_;
};

}  // namespace connections::worker
