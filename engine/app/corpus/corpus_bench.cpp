#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/corpus/bench_mails.h"
#include "app/terminal/print_json.h"
#include "view/table.h"

namespace connections::app {
namespace {

using Clock = std::chrono::steady_clock;
using Micros = std::chrono::duration<double, std::micro>;

constexpr Option kFolder{
    .name = "DIR", .doc = "folder with .eml files, searched through", .one_of = true, .excludes = "--generate"};
constexpr Option kGenerate{.name = "--generate",
                           .doc = "invent so many mails instead",
                           .type = Option::Type::kWhole,
                           .one_of = true,
                           .least = 1,
                           .most = 1'000'000};
constexpr Option kSeed{.name = "--seed", .doc = "seed of --generate", .type = Option::Type::kWhole, .fallback = "1"};
constexpr Option kThreads{
    .name = "--threads", .doc = "workers", .type = Option::Type::kWhole, .fallback = "1", .least = 1, .most = 64};

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
  options.words = parsers.book().forward_words;
  for (std::size_t i = next++; i < mails.size(); i = next++) {
    const auto start = Clock::now();
    if (const auto mail = mail::Mail::parse(mails[i], options)) (void)parsers.extract(*mail, "auto");
    micros[i] = Micros(Clock::now() - start).count();
  }
}

Result<BenchResult> measure(Context& context, const Arguments& arguments) {
  const auto mails =
      TRY(arguments.has(kGenerate)
              ? Result<std::vector<std::string>>(generate_mails(arguments.whole(kSeed), arguments.whole(kGenerate)))
              : load_mails(arguments.text(kFolder)));
  std::vector<plugin::Parsers> workers;
  for (std::uint64_t i = 0; i < arguments.whole(kThreads); ++i) {
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

int run_bench(Context& context, const Arguments& arguments) {
  const auto result = measure(context, arguments);
  if (!result) return report(result.error());
  const double rate = static_cast<double>(result->mails) / std::max(result->seconds, 1e-9);
  const double megabytes = static_cast<double>(result->bytes) / 1e6;
  if (arguments.has(kJsonObject)) {
    print_json({{"mails", result->mails},
                {"megabytes", megabytes},
                {"threads", arguments.whole(kThreads)},
                {"seconds", result->seconds},
                {"mails_per_second", rate},
                {"megabytes_per_second", megabytes / std::max(result->seconds, 1e-9)},
                {"p50_us", result->p50_us},
                {"p99_us", result->p99_us},
                {"peak_rss_kib", result->peak_rss_kib},
                {"prefilter_fallbacks", result->fallbacks}});
    return kDone;
  }
  view::Table table({"mails", "MB", "threads", "mails/s", "p50 µs", "p99 µs", "peak RSS MiB", "fall-backs"});
  table.add({std::to_string(result->mails), fmt::format("{:.1f}", megabytes), std::to_string(arguments.whole(kThreads)),
             fmt::format("{:.0f}", rate), fmt::format("{:.0f}", result->p50_us), fmt::format("{:.0f}", result->p99_us),
             fmt::format("{:.1f}", static_cast<double>(result->peak_rss_kib) / 1024),
             std::to_string(result->fallbacks)});
  fmt::print("{}", table.to_string());
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "corpus bench",
     .summary = "Time production extraction, mail by mail, on a folder or on invented mails",
     .options = {&kFolder, &kGenerate, &kSeed, &kThreads, &kJsonObject},
     .needs = "DIR or --generate N",
     .examples = "Examples:  connections corpus bench engine/corpus/invented\n"
                 "           connections corpus bench --generate 2000 --threads 2 --json\n\n"
                 "Every mail goes through exactly what a sync does with it: MIME, views, parser, rules, confidence.\n"
                 "Machines are noisy: compare two builds by the ratio within one run on one machine.",
     .run = run_bench},
};

}  // namespace

std::span<const Command> corpus_bench_commands() { return kCommands; }

}  // namespace connections::app
