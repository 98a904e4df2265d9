#include "source/gmail/api/requested_wait.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "model/time.h"

namespace connections::source {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kMost = std::chrono::days{7};  ///< more is an error of the server

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

/// "Sun, 06 Nov 1994 08:49:37 GMT", the one form that is still sent.
std::optional<Instant> parse_http_date(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(25) != " GMT") return std::nullopt;
  const auto* month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  const auto day = number(text.substr(5, 2)), year = number(text.substr(12, 4)), hour = number(text.substr(17, 2)),
             minute = number(text.substr(20, 2)), second = number(text.substr(23, 2));
  if (month == kMonths.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
  const auto date = make_date(*year, static_cast<unsigned>(month - kMonths.begin()) + 1, static_cast<unsigned>(*day));
  if (!date) return std::nullopt;
  return *date + std::chrono::hours{*hour} + std::chrono::minutes{*minute} + seconds{*second};
}

std::optional<Instant> time_in(std::string_view message) {
  static constexpr std::string_view kWords = "etry after ";
  const auto at = message.find(kWords);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = message.substr(at + kWords.size());
  return parse_rfc3339(rest.substr(0, rest.find_first_of(" \"'),;")));
}

}  // namespace

std::optional<milliseconds> requested_wait(const net::Response& response, std::string_view message) {
  const auto header = response.header("Retry-After");
  const auto bounded = [](seconds wait) { return std::clamp(wait, seconds{0}, kMost); };
  if (header)
    if (const auto wait = number(*header)) return bounded(seconds{*wait});
  const auto time = header ? parse_http_date(*header) : time_in(message);
  const auto date = response.header("Date");
  const auto sent = date ? parse_http_date(*date) : std::nullopt;
  if (!time || !sent) return std::nullopt;
  return bounded(*time - *sent + seconds{1});  // times are cut to whole seconds
}

}  // namespace connections::source
