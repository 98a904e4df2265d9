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

bool RuleBook::prepare(std::size_t number) const {
  if (number < expressions.size()) return expressions[number].prepare(), true;
  number -= expressions.size();
  for (const Platform& platform : platforms)
    for (const Pack& pack : platform.packs)
      for (const auto& [part, prefilter] : pack.prefilters)
        if (number-- == 0) return prefilter.set.prepare(), true;
  return false;
}

std::uint64_t RuleBook::prefilter_fallbacks() const noexcept {
  std::uint64_t all = 0;
  for (const Platform& platform : platforms)
    for (const Pack& pack : platform.packs)
      for (const auto& [part, prefilter] : pack.prefilters) all += prefilter.set.fallbacks();
  return all;
}

}  // namespace connections::rules
