#include "app/corpus/bench_run.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <map>
#include <numeric>
#include <thread>

#include "mail/mail.h"
#include "mail/mime_reader.h"

namespace connections::app {
namespace {

/// A small corpus is read again and again: so many mails, but not for longer than this.
constexpr std::size_t kWarmMails = 2000;
constexpr double kWarmSeconds = 2;
constexpr int kStageTries = 3;
constexpr std::size_t kShownRules = 10;

double cpu_micros() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// CPU microseconds of `work` on this thread.
template <class Work>
double timed(Work work) {
  const double begun = cpu_micros();
  work();
  return cpu_micros() - begun;
}

double micros(StageClock::Clock::duration time) { return std::chrono::duration<double, std::micro>(time).count(); }

/// A worker: its own parsers, as in production.
class Reader {
 public:
  Reader(plugin::Parsers parsers, Instant now) : parsers_(std::move(parsers)) {
    options_.fallback_received = now;
    options_.words = parsers_.book().forward_words;
  }
  void read(const std::string& raw) {
    if (const auto mail = mail::Mail::parse(raw, options_)) static_cast<void>(parsers_.extract(*mail, "auto"));
  }
  [[nodiscard]] const rules::RuleBook& book() const { return parsers_.book(); }

 private:
  plugin::Parsers parsers_;
  mail::ParseOptions options_;
};

/// Every mail, `rounds` times, by all readers together.
BenchPass pass(std::vector<Reader>& readers, const std::vector<std::string>& mails, std::size_t rounds) {
  BenchPass done;
  done.micros.resize(mails.size() * rounds);
  std::atomic<std::size_t> next = 0;
  const auto begun = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> threads;
    for (Reader& reader : readers)
      threads.emplace_back([&] {
        for (std::size_t i = next++; i < done.micros.size(); i = next++)
          done.micros[i] = timed([&] { reader.read(mails[i % mails.size()]); });
      });
  }
  done.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  std::ranges::sort(done.micros);
  return done;
}

/// How often the mails are read warm, known after the cold pass.
std::size_t rounds_of(const BenchFigures& figures) {
  const double mails = static_cast<double>(kWarmMails) / static_cast<double>(figures.mails);
  return static_cast<std::size_t>(std::max(1.0, std::min(mails, kWarmSeconds / figures.cold.seconds)));
}

/// Where the time of one mail went.
struct Stages {
  std::array<double, kReadingStages.size()> micros{};
  double all = 0;
  std::map<std::string, StageClock::Clock::duration> rules;
};

Stages stages_of(Reader& reader, const std::string& raw) {
  StageClock clock;
  reader.read(raw);
  clock.turn_to(ReadingStage::kRest);
  Stages stages;
  stages.rules = clock.rules();
  for (std::size_t i = 0; i < kReadingStages.size(); ++i) stages.all += stages.micros[i] = micros(clock.spent()[i]);
  return stages;
}

/// The stage clock is the wall's: of some tries the fastest counts, which no other program interrupted.
void measure_stages(Reader& reader, const BenchMails& mails, BenchFigures& figures) {
  std::map<std::string, double> rules;
  const auto count = static_cast<double>(mails.raw.size());
  for (const std::string& raw : mails.raw) {
    Stages best = stages_of(reader, raw);
    for (int i = 1; i < kStageTries; ++i)
      if (Stages again = stages_of(reader, raw); again.all < best.all) best = std::move(again);
    for (std::size_t i = 0; i < kReadingStages.size(); ++i) figures.stages_us[i] += best.micros[i] / count;
    for (const auto& [rule, took] : best.rules) rules[rule] += micros(took) / count;
  }
  figures.rules_us.assign(rules.begin(), rules.end());
  std::ranges::sort(figures.rules_us, std::greater<>{}, [](const auto& one) { return one.second; });
  figures.rules_us.resize(std::min(figures.rules_us.size(), kShownRules));
}

void compare_with_gmime(Reader& reader, const BenchMails& mails, std::size_t rounds, BenchFigures& figures) {
  double ours = 0, gmime = 0;
  for (std::size_t i = 0; i < rounds; ++i)
    for (const std::string& raw : mails.raw) {
      ours += timed([&] { reader.read(raw); });
      gmime += timed([&] { static_cast<void>(mail::gmime_decode(raw)); });
    }
  figures.gmime_us = gmime / static_cast<double>(mails.raw.size() * rounds);
  figures.vs_gmime_decode = gmime > 0 ? ours / gmime : 0;
}

}  // namespace

double BenchPass::percentile(double share) const {
  if (micros.empty()) return 0;
  return micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
}

double BenchPass::mean() const {
  return std::accumulate(micros.begin(), micros.end(), 0.0) / std::max<double>(1, static_cast<double>(micros.size()));
}

double BenchPass::mails_per_second() const { return static_cast<double>(micros.size()) / std::max(seconds, 1e-9); }

Result<BenchFigures> run_bench(const BenchMails& mails, std::size_t threads, Instant now,
                               const std::function<Result<plugin::Parsers>()>& make_parsers) {
  BenchFigures figures;
  figures.mails = mails.raw.size();
  figures.bytes = mails.bytes();
  figures.threads = threads;
  std::vector<Reader> readers;
  for (std::size_t i = 0; i < threads; ++i) readers.emplace_back(TRY(make_parsers()), now);
  Reader& one = readers.front();
  figures.first_mail_us = timed([&] { one.read(mails.raw.front()); });
  figures.cold = pass(readers, mails.raw, 1);
  const std::size_t rounds = rounds_of(figures);
  figures.warm = pass(readers, mails.raw, rounds);
  compare_with_gmime(one, mails, rounds, figures);
  measure_stages(one, mails, figures);
  figures.read_us = micros(mails.reading) / static_cast<double>(figures.mails);
  figures.prefilter_fallbacks = one.book().prefilter_fallbacks();  // all share one book
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  figures.peak_rss_mb = static_cast<double>(usage.ru_maxrss) / 1024;
  return figures;
}

}  // namespace connections::app
