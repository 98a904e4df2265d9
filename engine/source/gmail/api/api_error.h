#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "model/error.h"
#include "net/http_client.h"

namespace connections::source {

/// What an answer that is no success means for who asked. Decided by the reason Google gives, then its words, never
/// by the status alone: 403 may be a rate limit, a missing right or a policy.
enum class Fault : std::uint8_t {
  kTransient,     ///< 5xx, a broken body, no answer: ask again
  kRateLimited,   ///< ask again when the limit allows
  kUnauthorized,  ///< the access token is not taken: renew it
  kNotFound,      ///< what was asked for is not there (or not yet)
  kBadRequest,    ///< this one question is refused: an id, cursor or page token that is not taken; an answer too large
  kFatal,         ///< no further question will do better: the person, the administrator or the day has to change
};

struct ApiError {
  Fault fault;
  Error error;                                                   ///< for people, if it ends there
  std::optional<std::chrono::milliseconds> wait = std::nullopt;  ///< how long Google asks to wait
};

/// The meaning of a status other than 2xx. The error never quotes Google's words: they may name an account.
[[nodiscard]] ApiError api_error(const net::Response& response);
/// The meaning of no answer at all.
[[nodiscard]] ApiError api_error(const Error& no_answer);
/// A 2xx whose body is not what it must be: cut, or not JSON, or not about what was asked.
[[nodiscard]] ApiError broken_answer();

}  // namespace connections::source
