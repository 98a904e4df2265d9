// What the process boundary costs: every invented mail, described and read as a sync does it, in this process and in a
// worker, in turns. Prints the medians and their ratio; exit code 1 above 1.10. Also: what a worker of another
// workspace costs once.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "plugin/registry.h"
#include "sync/describe_mail.h"
#include "sync/worker_reader.h"

namespace {

namespace fs = std::filesystem;
using namespace connections;
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 40;
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

class Readers {
 public:
  explicit Readers(const plugin::Registry& registry)
      : here_(registry.parsers()),
        there_(std::move(*sync::WorkerReader::start(registry.parsers(), {.workers = 1, .limits = {}}))) {}

  void here(const std::string& raw) {
    static_cast<void>(sync::description_of(raw, {}, {}));
    store::ArchivedMail archived;
    archived.raw = raw;
    static_cast<void>(sync::read_archived({here_, kBorders, kEngine}, archived, "auto"));
  }
  void there(const std::string& raw, const std::string& workspace = "one") {
    must(there_->describe({workspace}, {.received = {}, .now = {}, .raw = raw}));
    must(there_->read({workspace}, {.platform = "auto",
                                    .engine_version = kEngine,
                                    .trusted_borders = kBorders,
                                    .received = {},
                                    .processed = {},
                                    .raw = raw}));
  }

 private:
  plugin::Parsers here_;
  std::unique_ptr<sync::WorkerReader> there_;
};

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
  Readers readers(**registry);
  std::vector<double> here, there;
  for (int round = -1; round < kRounds; ++round) {  // the first one only warms up
    const double a = milliseconds([&] {
      for (const auto& mail : mails) readers.here(mail);
    });
    const double b = milliseconds([&] {
      for (const auto& mail : mails) readers.there(mail);
    });
    if (round < 0) continue;
    here.push_back(a / static_cast<double>(mails.size()));
    there.push_back(b / static_cast<double>(mails.size()));
  }
  std::vector<double> first, second;
  for (int i = 0; i < kWorkspaces; ++i) {
    first.push_back(milliseconds([&] { readers.there(mails.front(), std::to_string(i)); }));
    second.push_back(milliseconds([&] { readers.there(mails.front(), std::to_string(i)); }));
  }
  const double ratio = median(there) / median(here);
  fmt::print("{} mails, {} rounds, median of a mail: {:.3f} ms in this process, {:.3f} ms in a worker; ratio {:.3f}\n",
             mails.size(), kRounds, median(here), median(there), ratio);
  fmt::print("first mail of another workspace: {:.1f} ms, the same mail again: {:.1f} ms\n", median(first),
             median(second));
  return ratio <= kMostRatio ? 0 : 1;
}
