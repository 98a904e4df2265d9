#include "app/corpus/corpus_bench.h"

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/corpus/bench_mails.h"
#include "app/terminal/table.h"

namespace connections::app {
namespace {

using Clock = std::chrono::steady_clock;
using Micros = std::chrono::duration<double, std::micro>;

struct BenchOptions {
  std::filesystem::path folder;
  std::size_t generate = 0;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  bool json = false;
};

struct BenchResult {
  std::size_t mails = 0;
  std::size_t bytes = 0;
  double seconds = 0;
  double p50_us = 0, p99_us = 0;
  long peak_rss_kib = 0;
  std::uint64_t fallbacks = 0;  ///< of prefilters; must be 0
};

double percentile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

/// One worker: takes the next mail until none is left; its own parsers, as in production.
void work(plugin::Parsers& parsers, const std::vector<std::string>& mails, std::atomic<std::size_t>& next,
          std::vector<double>& micros, Instant now) {
  mail::ParseOptions options;
  options.fallback_received = now;
  for (std::size_t i = next++; i < mails.size(); i = next++) {
    const auto start = Clock::now();
    if (const auto mail = mail::Mail::parse(mails[i], options)) (void)parsers.extract(*mail, "auto");
    micros[i] = Micros(Clock::now() - start).count();
  }
}

Result<BenchResult> measure(Context& context, const BenchOptions& options) {
  const auto mails =
      TRY(options.generate > 0 ? Result<std::vector<std::string>>(generate_mails(options.seed, options.generate))
                               : load_mails(options.folder));
  std::vector<plugin::Parsers> workers;
  for (unsigned i = 0; i < options.threads; ++i) {
    auto parsers = TRY(context.parsers());
    workers.push_back(std::move(parsers));
  }

  std::vector<double> micros(mails.size());
  std::atomic<std::size_t> next = 0;
  const Instant now = Context::now();
  const auto start = Clock::now();
  {
    std::vector<std::jthread> threads;
    for (auto& parsers : workers) threads.emplace_back([&] { work(parsers, mails, next, micros, now); });
  }
  BenchResult result;
  result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  result.mails = mails.size();
  for (const std::string& mail : mails) result.bytes += mail.size();
  std::sort(micros.begin(), micros.end());
  result.p50_us = percentile(micros, 0.50);
  result.p99_us = percentile(micros, 0.99);
  if (!workers.empty()) result.fallbacks = workers.front().book().prefilter_fallbacks();  // all share one book
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  result.peak_rss_kib = usage.ru_maxrss;
  return result;
}

int run_bench(Context& context, const BenchOptions& options) {
  const auto result = measure(context, options);
  if (!result) return report(result.error());
  const double rate = static_cast<double>(result->mails) / std::max(result->seconds, 1e-9);
  const double megabytes = static_cast<double>(result->bytes) / 1e6;
  if (options.json) {
    fmt::print("{}\n", nlohmann::ordered_json{{"mails", result->mails},
                                              {"megabytes", megabytes},
                                              {"threads", options.threads},
                                              {"seconds", result->seconds},
                                              {"mails_per_second", rate},
                                              {"megabytes_per_second", megabytes / std::max(result->seconds, 1e-9)},
                                              {"p50_us", result->p50_us},
                                              {"p99_us", result->p99_us},
                                              {"peak_rss_kib", result->peak_rss_kib},
                                              {"prefilter_fallbacks", result->fallbacks}}
                           .dump(2));
    return kDone;
  }
  Table table({"mails", "MB", "threads", "mails/s", "p50 µs", "p99 µs", "peak RSS MiB", "fall-backs"});
  table.add({std::to_string(result->mails), fmt::format("{:.1f}", megabytes), std::to_string(options.threads),
             fmt::format("{:.0f}", rate), fmt::format("{:.0f}", result->p50_us), fmt::format("{:.0f}", result->p99_us),
             fmt::format("{:.1f}", static_cast<double>(result->peak_rss_kib) / 1024),
             std::to_string(result->fallbacks)});
  fmt::print("{}", table.to_string());
  return kDone;
}

}  // namespace

void add_corpus_bench(CLI::App& corpus, Context& context, Action& chosen) {
  auto* bench =
      corpus.add_subcommand("bench", "Time production extraction, mail by mail, on a folder or on invented mails");
  bench->footer(
      "Examples:  connections corpus bench engine/corpus/invented\n"
      "           connections corpus bench --generate 2000 --threads 2 --json\n\n"
      "Every mail goes through exactly what a sync does with it: MIME, views, parser, rules, confidence.\n"
      "Machines are noisy: compare two builds by the ratio within one run on one machine.");
  auto options = std::make_shared<BenchOptions>();
  auto* folder = bench->add_option("DIR", options->folder, "folder with .eml files, searched through");
  auto* generate = bench->add_option("--generate", options->generate, "invent so many mails instead")
                       ->check(CLI::Range(1, 1'000'000));
  folder->excludes(generate);
  bench->add_option("--seed", options->seed, "seed of --generate")->capture_default_str();
  bench->add_option("--threads", options->threads, "workers")->check(CLI::Range(1, 64))->capture_default_str();
  bench->add_flag("--json", options->json, "print one JSON object");
  bench->callback([&context, &chosen, options] {
    if (options->folder.empty() && options->generate == 0) throw CLI::RequiredError("DIR or --generate N");
    chosen = [&context, options] { return run_bench(context, *options); };
  });
}

}  // namespace connections::app
