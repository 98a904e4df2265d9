// The stages of a mail that have a function of their own, and the start: loading the rules.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <benchmark/benchmark.h>

#include "mail/html_text.h"
#include "mail/links.h"
#include "mail/mime_reader.h"
#include "mail/normalise.h"
#include "rules/language/load_rule_book.h"
#include "rules/values/date_reader.h"

namespace {

namespace fs = std::filesystem;
using namespace connections;

constexpr std::size_t kNoLimit = 1u << 30;

std::string invented(const char* name) {
  std::ifstream in(fs::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented/mail" / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const std::string& raw() {
  static const std::string mail = invented("airbnb/confirmed-en-us-new-layout.eml");
  return mail;
}

const mail::MimeMail& mime() {
  static const mail::MimeMail read = *mail::read_mime(raw(), {});
  return read;
}

rules::LoadOutcome load() {
  return rules::load_rule_book(
      {.rules = fs::path(CONNECTIONS_SOURCE_DIR) / "rules", .overrides = {}, .engine_version = "0.1.0", .budgets = {}});
}

/// `work` on `input`, again and again.
template <class Work>
void run(benchmark::State& state, const std::string& input, Work work) {
  for (auto _ : state) benchmark::DoNotOptimize(work(input));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * input.size()));
}

void BM_GmimeDecode(benchmark::State& state) {
  run(state, raw(), [](const std::string& mail) { return mail::gmime_decode(mail); });
}
void BM_Mime(benchmark::State& state) {
  run(state, raw(), [](const std::string& mail) { return mail::read_mime(mail, {}); });
}
void BM_HtmlToText(benchmark::State& state) {
  run(state, mime().html, [](const std::string& html) { return mail::html_to_text(html, kNoLimit); });
}
void BM_Normalise(benchmark::State& state) {
  run(state, mime().text, [](const std::string& text) { return mail::normalise(text); });
}
void BM_Links(benchmark::State& state) {
  run(state, mime().text, [](const std::string& text) { return mail::take_links(text, kNoLimit); });
}
void BM_Date(benchmark::State& state) {
  static const auto book = load().book;
  const rules::DateContext context{.locales = &book->words, .formats = {}};
  run(state, "Thu, Jun 27, 2024", [&](const std::string& text) { return rules::read_date(text, context); });
}
void BM_LoadRules(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(load());
}

BENCHMARK(BM_GmimeDecode);
BENCHMARK(BM_Mime);
BENCHMARK(BM_HtmlToText);
BENCHMARK(BM_Normalise);
BENCHMARK(BM_Links);
BENCHMARK(BM_Date);
BENCHMARK(BM_LoadRules)->Unit(benchmark::kMillisecond);

}  // namespace
