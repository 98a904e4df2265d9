#include "rules/suggest.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include <fmt/format.h>

namespace connections::rules {
namespace {

/// Levenshtein distance; words here are short.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = corner + (a[i] == b[j] ? 0 : 1);
      corner = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, change});
    }
  }
  return row.back();
}

}  // namespace

std::string suggest(std::string_view typed, std::span<const std::string_view> known) {
  constexpr std::size_t kLongestTyped = 64;
  if (typed.size() > kLongestTyped) return {};
  const std::size_t allowed = std::max<std::size_t>(1, typed.size() / 3);
  std::string_view nearest;
  std::size_t least = allowed + 1;
  for (const std::string_view word : known)
    if (const std::size_t d = distance(typed, word); d < least) least = d, nearest = word;
  return nearest.empty() ? std::string() : fmt::format("did you mean '{}'?", nearest);
}

}  // namespace connections::rules
