#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace connections::server {

/// How long to wait after the `attempts`-th attempt failed: seconds at first, a day in the end, over three days in all
/// (Standard Webhooks 1.0). `jitter`, 0 to 1, spreads it by a tenth either way. Nothing: give up.
[[nodiscard]] std::optional<std::chrono::seconds> retry_after(int attempts, double jitter);

/// What the receiver answered, as a sender must take it.
enum class Receipt { kTaken, kGone, kLater };
[[nodiscard]] Receipt receipt_of(int status) noexcept;  ///< 2xx: taken; 410: gone for good; anything else: later

/// The seconds of a Retry-After header, a day at most; nothing if it is a date, or nonsense.
[[nodiscard]] std::optional<std::chrono::seconds> asked_wait(std::string_view retry_after_header);

}  // namespace connections::server
