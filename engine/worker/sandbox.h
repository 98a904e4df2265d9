#pragma once

#include <cstddef>

namespace connections::worker {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CONNECTIONS_SANITIZED true
#elif defined(__has_feature)  // Clang
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CONNECTIONS_SANITIZED true
#endif
#endif
#ifndef CONNECTIONS_SANITIZED
#define CONNECTIONS_SANITIZED false
#endif

/// Sanitizers map terabytes, and at their end open files and write to standard error: with them a process has neither
/// the limit of its memory nor the filter of system calls.
inline constexpr bool kSandboxed = !CONNECTIONS_SANITIZED;

/// The descriptor that a worker speaks over; every other one is closed.
inline constexpr int kSocket = 3;

/// Closes every descriptor but `keep`, which becomes kSocket.
[[nodiscard]] bool keep_only(int keep);

/// For good: no other descriptors, no core dump, no files, no new rights, at most `memory` bytes of address space above
/// what the process has, and only the system calls that reading needs (system_calls.h). False: the process must end.
[[nodiscard]] bool enter_sandbox(std::size_t memory);

}  // namespace connections::worker
