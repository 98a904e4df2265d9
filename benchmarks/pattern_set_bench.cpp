// One 20 KiB text against N rules through the prefilter: the cost must stay flat in N, or the prefilter has stopped
// working. `fallbacks` must stay 0: a set that runs out of memory tries every pattern singly.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "rules/pattern_set.h"

namespace {

using connections::rules::Pattern;
using connections::rules::PatternSet;

std::string typical_text(std::size_t bytes) {
  std::string text;
  for (int line = 0; text.size() < bytes; ++line)
    text += line % 9 == 0 ? fmt::format("Check-in\nFri, Jun {}\n", line % 28 + 1)
                          : "Guests will let you know about their plans and the time of arrival.\n";
  return text;
}

/// Rules as packs have them: a label at the start of a line, a separator, a value.
PatternSet rules(int count) {
  std::vector<Pattern> patterns;
  for (int i = 0; i < count; ++i)
    patterns.push_back(
        *Pattern::compile(fmt::format(R"((?im)^[ \t]*label number {}[ \t:]*\n?[ \t]*(?P<v>[^\n]{{2,60}})$)", i)));
  return PatternSet(patterns);
}

void BM_PatternSet(benchmark::State& state) {
  const PatternSet set = rules(static_cast<int>(state.range(0)));
  const std::string text = typical_text(20 * 1024);
  for (auto _ : state) benchmark::DoNotOptimize(set.find(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.counters["fallbacks"] = static_cast<double>(set.fallbacks());
}
BENCHMARK(BM_PatternSet)->ArgName("rules")->Arg(20)->Arg(200)->Arg(1000);

}  // namespace
