#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "model/error.h"
#include "net/http_client.h"

namespace connections::source {

/// What an error response means for the caller. Decided by Google's reason, then its message, never by the status
/// alone: 403 may be a rate limit, a missing scope or a policy.
enum class Fault : std::uint8_t {
  kTransient,     ///< 5xx, a malformed body, no response: retry
  kRateLimited,   ///< retry when the limit allows
  kUnauthorized,  ///< the access token is rejected: renew it
  kNotFound,      ///< the resource does not exist (or not yet)
  kBadRequest,    ///< this one request is refused: an invalid id, cursor or page token; a response too large
  kFatal,         ///< no further request will succeed: needs the person, the administrator or another day
};

struct ApiError {
  Fault fault;
  Error error;                                                   ///< for people, if it ends there
  std::optional<std::chrono::milliseconds> wait = std::nullopt;  ///< how long Google asks to wait
};

/// The meaning of a status other than 2xx. The error never quotes Google's message: it may name an account.
[[nodiscard]] ApiError api_error(const net::Response& response);
/// The meaning of a failure without a response.
[[nodiscard]] ApiError api_error(const Error& no_answer);
/// A 2xx whose body is truncated, not JSON, or not what was asked for.
[[nodiscard]] ApiError malformed_answer();

}  // namespace connections::source
