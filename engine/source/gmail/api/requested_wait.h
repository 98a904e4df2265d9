#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "net/http_client.h"

namespace connections::source {

/// How long a response asks to wait: by its Retry-After header (seconds, or a date), or by "Retry after <RFC 3339>" in
/// the error's message. A time counts from the answer's own Date header, so that a wrong clock here does no harm;
/// without that header a time says nothing. Never negative. Nothing if it does not. Pure.
[[nodiscard]] std::optional<std::chrono::milliseconds> requested_wait(const net::Response& response,
                                                                      std::string_view message);

}  // namespace connections::source
