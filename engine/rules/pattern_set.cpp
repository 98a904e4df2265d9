#include "rules/pattern_set.h"

#include <algorithm>

#include <re2/set.h>

namespace connections::rules {

struct PatternSet::Compiled {
  std::vector<Pattern> patterns;
  RE2::Set set;
  bool usable = false;  ///< false: the set did not compile within its memory; patterns are tried singly
  mutable std::atomic<std::uint64_t> fallbacks = 0;

  Compiled(std::vector<Pattern> all, const RE2::Options& options)
      : patterns(std::move(all)), set(options, RE2::UNANCHORED) {}
};

PatternSet::PatternSet(const std::vector<Pattern>& patterns, std::size_t max_memory) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(static_cast<std::int64_t>(max_memory));
  auto compiled = std::make_shared<Compiled>(patterns, options);
  bool added = true;
  for (const Pattern& pattern : patterns) added = added && compiled->set.Add(pattern.expression(), nullptr) >= 0;
  compiled->usable = added && compiled->set.Compile();
  compiled_ = std::move(compiled);
}

std::vector<std::size_t> PatternSet::find(std::string_view text) const {
  std::vector<int> hits;
  RE2::Set::ErrorInfo error{};
  std::vector<std::size_t> found;
  const bool searched =
      compiled_->usable && (compiled_->set.Match(re2::StringPiece(text.data(), text.size()), &hits, &error) ||
                            error.kind == RE2::Set::kNoError);
  if (searched) {
    found.assign(hits.begin(), hits.end());
    std::sort(found.begin(), found.end());
    return found;
  }
  // A set has no slow path of its own: out of memory looks like "nothing found". Try each pattern.
  ++compiled_->fallbacks;
  for (std::size_t i = 0; i < compiled_->patterns.size(); ++i)
    if (compiled_->patterns[i].contains(text)) found.push_back(i);
  return found;
}

std::uint64_t PatternSet::fallbacks() const noexcept { return compiled_->fallbacks; }

}  // namespace connections::rules
