#include "server/webhooks/retry.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace connections::server {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr std::array<seconds, 9> kPauses{5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
constexpr double kSpread = 0.1;
constexpr seconds kMostAsked = 24h;

}  // namespace

std::optional<seconds> retry_after(int attempts, double jitter) {
  const auto index = static_cast<std::size_t>(std::max(attempts, 1) - 1);
  if (index >= kPauses.size()) return std::nullopt;
  const double factor = 1 - kSpread + 2 * kSpread * jitter;
  return seconds{static_cast<std::int64_t>(static_cast<double>(kPauses[index].count()) * factor)};
}

Receipt receipt_of(int status) noexcept {
  if (status >= 200 && status < 300) return Receipt::kTaken;
  return status == 410 ? Receipt::kGone : Receipt::kLater;
}

std::optional<seconds> asked_wait(std::string_view header) {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(header.data(), header.data() + header.size(), count);
  if (error != std::errc{} || end != header.data() + header.size() || count < 0) return std::nullopt;
  return std::min(seconds{count}, kMostAsked);
}

}  // namespace connections::server
