#include "rules/book/pack.h"

#include <algorithm>

namespace connections::rules {

const Platform* RuleBook::platform(std::string_view id) const noexcept {
  const auto found =
      std::find_if(platforms.begin(), platforms.end(), [&](const Platform& platform) { return platform.id == id; });
  return found == platforms.end() ? nullptr : &*found;
}

const Pack* RuleBook::pack(std::string_view id) const noexcept {
  for (const Platform& platform : platforms)
    for (const Pack& pack : platform.packs)
      if (pack.id == id) return &pack;
  return nullptr;
}

std::uint64_t RuleBook::prefilter_fallbacks() const noexcept {
  std::uint64_t all = 0;
  for (const Pattern& pattern : expressions) all += pattern.overflows();
  return all;
}

}  // namespace connections::rules
