// A whole mail through what a sync does with it: MIME, views, recognising, rules, confidence. One run a platform.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <benchmark/benchmark.h>

#include "mail/mail.h"
#include "plugin/parsers.h"
#include "plugin/plugin_parser.h"
#include "rules/language/load_rule_book.h"

namespace {

namespace fs = std::filesystem;
using namespace connections;

plugin::Parsers rules_only_parsers() {
  auto outcome = rules::load_rule_book(
      {.rules = fs::path(CONNECTIONS_SOURCE_DIR) / "rules", .overrides = {}, .engine_version = "0.1.0", .budgets = {}});
  std::vector<std::unique_ptr<plugin::Parser>> parsers;
  for (const auto& platform : outcome.book->platforms) parsers.push_back(plugin::make_rules_parser(platform.id));
  return {outcome.book, std::move(parsers), nullptr};
}

std::vector<std::string> mails_of(const std::string& platform) {
  std::vector<std::string> mails;
  for (const auto& entry :
       fs::directory_iterator(fs::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented/mail" / platform)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    mails.push_back(std::move(bytes).str());
  }
  return mails;
}

void BM_Extraction(benchmark::State& state, const std::string& platform) {
  auto parsers = rules_only_parsers();
  const auto mails = mails_of(platform);
  std::size_t at = 0, bytes = 0;
  mail::ParseOptions options;
  options.words = parsers.book().forward_words;
  for (auto _ : state) {
    const std::string& raw = mails[at++ % mails.size()];
    bytes += raw.size();
    if (const auto mail = mail::Mail::parse(raw, options)) benchmark::DoNotOptimize(parsers.extract(*mail, "auto"));
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK_CAPTURE(BM_Extraction, airbnb, std::string("airbnb"));
BENCHMARK_CAPTURE(BM_Extraction, vrbo, std::string("vrbo"));
BENCHMARK_CAPTURE(BM_Extraction, booking, std::string("booking"));
BENCHMARK_CAPTURE(BM_Extraction, pms, std::string("pms"));

}  // namespace
