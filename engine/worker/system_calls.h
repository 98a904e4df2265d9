#pragma once

namespace connections::worker {

/// From now on this process, and nobody it could start, makes only system calls that work on memory, time, its own
/// signals and descriptors that are open. Looking for files fails (EACCES), since the C library does so unasked; every
/// other call ends the process (SIGSYS): sockets, processes, other processes' memory and signals, executable memory.
[[nodiscard]] bool filter_system_calls();

}  // namespace connections::worker
