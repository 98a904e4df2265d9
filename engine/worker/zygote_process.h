#pragma once

#include "worker/zygote.h"

namespace connections::worker {

/// The zygote: prepares, reports that it is ready, then makes and ends workers as ordered and prepares more while
/// nothing is, until the engine closes `control`. Called in a new process.
[[noreturn]] void run_zygote(int control, const Handler& handler, const Preparation& prepare, const Limits& limits);

}  // namespace connections::worker
