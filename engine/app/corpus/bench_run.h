#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "app/corpus/bench_mails.h"
#include "model/stage_clock.h"
#include "model/time.h"
#include "plugin/parsers.h"

namespace connections::app {

/// One pass over mails. Microseconds are CPU time of the worker, so that other programs do not count; `seconds` are
/// the clock's.
struct BenchPass {
  std::vector<double> micros;  ///< of each mail, sorted
  double seconds = 0;

  [[nodiscard]] double percentile(double share) const;
  [[nodiscard]] double mean() const;
  [[nodiscard]] double mails_per_second() const;
};

struct BenchFigures {
  std::size_t mails = 0, bytes = 0, threads = 0;
  double first_mail_us = 0;  ///< of the process
  BenchPass cold;            ///< each mail for the first time, in a process that has read none
  BenchPass warm;            ///< again
  double read_us = 0;        ///< of its file, a mail
  std::array<double, kReadingStages.size()> stages_us{};  ///< a mail, warm, on one thread
  std::vector<std::pair<std::string, double>> rules_us;   ///< a mail; the slowest first
  double gmime_us = 0;                                    ///< a mail
  double vs_gmime_decode = 0;  ///< our CPU time over that of gmime_decode(), mail by mail in turns on one thread
  std::uint64_t prefilter_fallbacks = 0;  ///< must be 0
  double peak_rss_mb = 0;                 ///< MiB, with the mails
};

/// Reads the mails as a sync does: MIME, views, parser, rules, confidence. `make_parsers` gives a worker's own.
/// Errors: those of `make_parsers`.
[[nodiscard]] Result<BenchFigures> run_bench(const BenchMails& mails, std::size_t threads, Instant now,
                                             const std::function<Result<plugin::Parsers>()>& make_parsers);

}  // namespace connections::app
