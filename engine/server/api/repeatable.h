#pragma once

#include <cstddef>

#include "server/api/route.h"

namespace connections::server {

inline constexpr std::size_t kMaxIdempotencyKey = 255;  ///< bytes; a UUID has 36

/// Lets the route answer. A POST with an Idempotency-Key is done once: the same request again gets the first one's
/// reply, with `Idempotency-Replayed: true`; the key with another request is 422, and while the first is still being
/// answered 409. Keys are each API key's own and count for a day. A refusal is
/// not kept: nothing was done, and another try may go better.
[[nodiscard]] HttpReply answer_once(const Call& call);

/// Whether the route takes an Idempotency-Key.
[[nodiscard]] bool is_repeatable(const Route& route) noexcept;

}  // namespace connections::server
