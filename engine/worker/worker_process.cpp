#include "worker/worker_process.h"

#include <cerrno>
#include <new>

#include <unistd.h>

#include "worker/death.h"
#include "worker/sandbox.h"

namespace connections::worker {
namespace {

bool read_all(char* to, std::size_t size) {
  while (size > 0) {
    const ssize_t got = read(kSocket, to, size);
    if (got == 0 || (got < 0 && errno != EINTR)) return false;
    if (got < 0) continue;
    to += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

bool write_all(const char* from, std::size_t size) {
  while (size > 0) {
    const ssize_t put = write(kSocket, from, size);
    if (put < 0 && errno != EINTR) return false;
    if (put < 0) continue;
    from += put;
    size -= static_cast<std::size_t>(put);
  }
  return true;
}

}  // namespace

void run_worker(int socket, const Handler& handler, const Limits& limits) {
  if (!keep_only(socket) || !enter_sandbox(limits.memory)) _exit(kExitSandbox);
  try {
    for (;;) {
      auto request = receive(read_all, limits.request_bytes);
      if (!request || !send(write_all, handler(*std::move(request)))) _exit(0);  // the engine is gone
    }
  } catch (const std::bad_alloc&) {
    _exit(kExitMemory);
  } catch (...) {
    _exit(kExitException);
  }
}

}  // namespace connections::worker
