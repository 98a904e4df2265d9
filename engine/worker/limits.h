#pragma once

#include <chrono>
#include <cstddef>

namespace connections::worker {

/// What one call may cost. Beyond it the worker is ended.
struct Limits {
  /// CPU time of the worker. A loaded machine does not make it run out, as wall time would. The slowest honest mails,
  /// 50 MB large, take about 2 s; a release build reads the others in milliseconds.
  std::chrono::milliseconds cpu{10'000};
  /// For a worker that waits for nothing. Two tries of it fit twice into the lease of a scheduled sync.
  std::chrono::milliseconds wall{60'000};
  /// Address space above what the engine had: the largest mail (50 MB, mail/limits.h) as bytes, decoded and as text,
  /// several times over, and the automata of the rules.
  std::size_t memory = std::size_t{1} << 30;
  std::size_t request_bytes = 64u << 20;  ///< the largest mail and what goes with it
  std::size_t reply_bytes = 64u << 20;    ///< its text
};

}  // namespace connections::worker
