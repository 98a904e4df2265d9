#include "model/suggest.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace connections {
namespace {

/// Edit distance in which two neighbours that changed places count once ("nmae"); words here are short.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

std::string_view nearest(std::string_view typed, std::span<const std::string_view> known) {
  constexpr std::size_t kLongestTyped = 64;
  if (typed.size() > kLongestTyped) return {};
  const std::size_t allowed = std::max<std::size_t>(1, typed.size() / 3);
  std::string_view found;
  std::size_t least = allowed + 1;
  for (const std::string_view word : known)
    if (const std::size_t d = distance(typed, word); d < least) least = d, found = word;
  return found;
}

std::string suggest(std::string_view typed, std::span<const std::string_view> known) {
  const std::string_view found = nearest(typed, known);
  return found.empty() ? std::string() : fmt::format("did you mean '{}'?", found);
}

}  // namespace connections
