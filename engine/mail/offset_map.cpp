#include "mail/offset_map.h"

#include <algorithm>

#include "model/unicode.h"

namespace connections::mail {

void OffsetMap::add(std::size_t normalised, std::size_t raw) {
  while (!runs_.empty() && runs_.back().normalised >= normalised) runs_.pop_back();  // text was cut back
  if (!runs_.empty()) {
    const Run& last = runs_.back();
    if (raw - last.raw == normalised - last.normalised) return;  // the run goes on unbroken
  }
  runs_.push_back({normalised, raw});
}

void OffsetMap::append(std::string& text, char32_t c, Span raw) {
  const std::size_t begin = text.size();
  add(begin, raw.begin);
  unicode::append(text, c);
  for (std::size_t at = begin + raw.size(); at < text.size(); ++at) add(at, raw.end - 1);
}

std::size_t OffsetMap::raw(std::size_t normalised) const noexcept {
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), normalised,
                                      [](std::size_t at, const Run& run) { return at < run.normalised; });
  if (after == runs_.begin()) return normalised;
  const Run& run = *std::prev(after);
  return run.raw + (normalised - run.normalised);
}

Span OffsetMap::raw(Span normalised) const noexcept {
  if (normalised.size() == 0) return {raw(normalised.begin), raw(normalised.begin)};
  return {raw(normalised.begin), raw(normalised.end - 1) + 1};
}

OffsetMap OffsetMap::then(const OffsetMap& outer) const {
  OffsetMap both;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const Run& run = runs_[i];
    both.add(run.normalised, outer.raw(run.raw));
    const std::size_t end =
        i + 1 < runs_.size() ? run.raw + (runs_[i + 1].normalised - run.normalised) : static_cast<std::size_t>(-1);
    auto inner = std::upper_bound(outer.runs_.begin(), outer.runs_.end(), run.raw,
                                  [](std::size_t at, const Run& other) { return at < other.normalised; });
    for (; inner != outer.runs_.end() && inner->normalised < end; ++inner)
      both.add(run.normalised + (inner->normalised - run.raw), inner->raw);
  }
  return both;
}

}  // namespace connections::mail
