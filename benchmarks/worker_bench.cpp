// What the process boundary costs: every invented mail, described and read as a sync does it, in this process and in a
// worker, in turns. Prints the medians and their ratio; exit code 1 above 1.10. Also: what a worker of another
// workspace costs once.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/resource.h>

#include <fmt/format.h>

#include "plugin/registry.h"
#include "ratio.h"
#include "sync/describe_mail.h"
#include "sync/worker_reader.h"

namespace {

namespace fs = std::filesystem;
using namespace connections;
using Clock = std::chrono::steady_clock;

constexpr int kTurns = 5;
constexpr int kRounds = 8;
constexpr double kMostRatio = 1.10;
constexpr int kWorkspaces = 20;
const std::vector<std::string> kBorders{"mx.google.com"};
const std::string kEngine = "0";

std::vector<std::string> invented_mails() {
  std::vector<std::string> mails;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented/mail")) {
    if (entry.path().extension() != ".eml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    mails.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return mails;
}

double milliseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000;
}

/// CPU time of this process, or of its processes that have ended and theirs.
double cpu(int whose) {
  rusage used{};
  getrusage(whose, &used);
  return milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
}

template <class F>
double milliseconds(F work) {
  const auto begun = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

/// Ends the program if the reader died: a benchmark of deaths says nothing.
template <class T>
void must(const Result<worker::Outcome<T>>& done) {
  if (done && *done) return;
  fmt::print(stderr, "worker_bench: {}\n", done ? done->error().reason : to_string(done.error()));
  std::exit(2);
}

void read_here(plugin::Parsers& parsers, const std::string& raw) {
  static_cast<void>(sync::description_of(raw, {}, {}));
  store::ArchivedMail archived;
  archived.raw = raw;
  static_cast<void>(sync::read_archived({parsers, kBorders, kEngine}, archived, "auto"));
}

void read_there(sync::WorkerReader& reader, const std::string& raw, const std::string& workspace = "one") {
  must(reader.describe({workspace}, {.received = {}, .now = {}, .raw = raw}));
  must(reader.read({workspace}, {.platform = "auto",
                                 .engine_version = kEngine,
                                 .trusted_borders = kBorders,
                                 .received = {},
                                 .processed = {},
                                 .raw = raw}));
}

std::unique_ptr<sync::WorkerReader> start(const plugin::Registry& registry) {
  return std::move(*sync::WorkerReader::start(registry.parsers(), {.workers = 1, .limits = {}}));
}

/// CPU time of so many rounds, in this process.
double cpu_here(const plugin::Registry& registry, const std::vector<std::string>& mails, int rounds) {
  plugin::Parsers parsers = registry.parsers();
  for (const auto& mail : mails) read_here(parsers, mail);  // warms up
  const double before = cpu(RUSAGE_SELF);
  for (int i = 0; i < rounds; ++i)
    for (const auto& mail : mails) read_here(parsers, mail);
  return cpu(RUSAGE_SELF) - before;
}

/// The same with a worker, of both processes, and of making it: a worker's time is known when it has ended.
double cpu_there(const plugin::Registry& registry, const std::vector<std::string>& mails, int rounds) {
  const double before = cpu(RUSAGE_SELF) + cpu(RUSAGE_CHILDREN);
  auto reader = start(registry);
  for (int i = 0; i < rounds; ++i)
    for (const auto& mail : mails) read_there(*reader, mail);
  reader.reset();
  return cpu(RUSAGE_SELF) + cpu(RUSAGE_CHILDREN) - before;
}

/// By the clock, of one mail: describing, and reading.
void print_parts(const plugin::Registry& registry, const std::vector<std::string>& mails) {
  const auto reader = start(registry);
  plugin::Parsers parsers = registry.parsers();
  double parts[4]{};
  for (int round = 0; round < 4; ++round) {
    if (round == 1) std::ranges::fill(parts, 0.0);
    for (const auto& raw : mails) {
      store::ArchivedMail archived;
      archived.raw = raw;
      parts[0] += milliseconds([&] { static_cast<void>(sync::description_of(raw, {}, {})); });
      parts[1] += milliseconds([&] { must(reader->describe({"one"}, {.received = {}, .now = {}, .raw = raw})); });
      parts[2] += milliseconds([&] {
        static_cast<void>(sync::read_archived({parsers, kBorders, kEngine}, archived, "auto"));
      });
      parts[3] += milliseconds([&] {
        must(reader->read({"one"}, {.platform = "auto",
                                    .engine_version = kEngine,
                                    .trusted_borders = kBorders,
                                    .received = {},
                                    .processed = {},
                                    .raw = raw}));
      });
    }
  }
  const double each = static_cast<double>(mails.size()) * 3;
  fmt::print("by the clock: describing {:.3f} ms here, {:.3f} ms there; reading {:.3f} ms here, {:.3f} ms there\n",
             parts[0] / each, parts[1] / each, parts[2] / each, parts[3] / each);
}

/// What a worker of another workspace costs once, by the clock.
void print_first_mails(const plugin::Registry& registry, const std::string& mail) {
  const auto reader = start(registry);
  std::vector<double> first, second;
  for (int i = 0; i < kWorkspaces; ++i) {
    first.push_back(milliseconds([&] { read_there(*reader, mail, std::to_string(i)); }));
    second.push_back(milliseconds([&] { read_there(*reader, mail, std::to_string(i)); }));
  }
  fmt::print("first mail of another workspace: {:.1f} ms, the same mail again: {:.1f} ms\n", median(first),
             median(second));
}

}  // namespace

int main() {
  const auto mails = invented_mails();
  const auto registry = plugin::Registry::open({.rules = {.rules = fs::path(CONNECTIONS_SOURCE_DIR) / "rules",
                                                          .overrides = {},
                                                          .engine_version = "0.1.0",
                                                          .budgets = {}},
                                                .allowed = {},
                                                .plugin_folder = {},
                                                .state_folder = {}});
  if (!registry || mails.empty()) return 2;
  std::vector<double> here, there;
  for (int i = 0; i < kTurns; ++i) {
    here.push_back(cpu_here(**registry, mails, kRounds));
    there.push_back(cpu_there(**registry, mails, 1 + kRounds) - cpu_there(**registry, mails, 1));
  }
  const double each = static_cast<double>(mails.size()) * kRounds;
  const double ratio = median(there) / median(here);
  fmt::print(
      "{} mails, median of {} turns, CPU time of a mail: {:.3f} ms in this process, {:.3f} ms in two; ratio {:.3f}\n",
      mails.size(), kTurns, median(here) / each, median(there) / each, ratio);
  print_parts(**registry, mails);
  print_first_mails(**registry, mails.front());
  bench::print_ratio("worker_over_in_process", ratio, fmt::format("≤ {}", kMostRatio));
  return ratio <= kMostRatio ? 0 : 1;
}
