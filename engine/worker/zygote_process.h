#pragma once

#include "worker/worker_process.h"

namespace connections::worker {

/// The zygote: prepares, reports that it is ready, then makes and ends workers as ordered, until the engine closes
/// `control`. Called in a new process.
[[noreturn]] void run_zygote(int control, const Handler& handler, const std::function<void()>& prepare,
                             const Limits& limits);

}  // namespace connections::worker
