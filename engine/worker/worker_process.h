#pragma once

#include <functional>

#include "worker/limits.h"
#include "worker/message.h"

namespace connections::worker {

/// What a worker does: one reply to one request. May do anything but read and write files: it runs in the sandbox.
using Handler = std::function<Message(Message&&)>;

/// The worker: answers requests over `socket`, in the sandbox, until the other side closes it. Called in a new process.
[[noreturn]] void run_worker(int socket, const Handler& handler, const Limits& limits);

}  // namespace connections::worker
