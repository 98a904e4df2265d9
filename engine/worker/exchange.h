#pragma once

#include <cstdint>
#include <expected>

#include <sys/types.h>

#include "worker/limits.h"
#include "worker/message.h"

namespace connections::worker {

/// Why there is no reply.
enum class Loss : std::uint8_t {
  kClosed,   ///< the worker ended: its wait status says how
  kCpu,      ///< Limits::cpu
  kWall,     ///< Limits::wall
  kTooLong,  ///< the reply is over Limits::reply_bytes
};

/// The engine's side of one call: sends the request and waits for the reply, within the limits.
[[nodiscard]] std::expected<Message, Loss> exchange(int socket, pid_t worker, const Message& request,
                                                    const Limits& limits);

}  // namespace connections::worker
