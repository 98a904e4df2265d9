// One mail of 20 KiB against 20 and against 1,000 rules, through the evaluator: the cost must stay flat in the number
// of rules, or the words of a text no longer tell which expressions can match. Both are measured in one run, in turns.
// Exit code 1: more than 1.5 times as much, or an expression that dropped its forms.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "mail/mail.h"
#include "ratio.h"
#include "rules/evaluation/evaluator.h"
#include "rules/language/load_rule_book.h"

namespace {

using namespace connections;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr double kMostRatio = 1.5;
constexpr int kRounds = 400;

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// Rules as packs have them: a label in three languages at the start of a line, a separator, a value of some shape.
/// The first ten labels stand in the mail, the others do not.
std::string pack_of(int count) {
  constexpr const char* kShapes[]{R"((?P<v>[^\s][^\n]{0,60}))",
                                  R"((?P<v>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? \d{1,2} [a-z]{3,9}\.? 20\d\d))",
                                  R"((?P<v>[A-Z0-9]{6,12}))", R"((?P<v>(?:EUR|USD|[€$£]) ?\d[\d., ]{0,12}))",
                                  R"((?P<v>\d{1,2}) (?:guests?|adults?))"};
  constexpr const char* kFields[]{"guest_name", "check_in", "confirmation_code", "total", "adults"};
  std::string text =
      "schema: 1\npack: inn.confirmed\nkind: confirmed\nselect: { part: subject, re: 'booked' }\nrules:\n";
  for (int i = 0; i < count; ++i)
    text += fmt::format(
        "  - {{ id: inn.confirmed.r{0:04}, part: text, re: '(?im)^[ \\t]*(?:detail {0}|angabe {0}|donnée {0})[ "
        "\\t:]*\\n?[ \\t]*{1}[ \\t]*$', emit: {{ {2}: v }}, confidence: 0.9 }}\n",
        i, kShapes[i % 5], kFields[i % 5]);
  return text;
}

std::string mail_of(std::size_t bytes) {
  std::string text =
      "From: Inn <a@inn.example>\r\nSubject: booked\r\nDate: Sat, 02 May 2026 09:00:00 +0000\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n\r\n";
  constexpr const char* kValues[]{"Ada Example", "Fri, 12 June 2026", "HMABCDE123", "EUR 420.50", "2 adults"};
  for (int line = 0; text.size() < bytes; ++line)
    text += line % 40 == 7 ? fmt::format("Detail {}: {}\r\n", line / 40 % 10, kValues[line / 40 % 5])
                           : "Guests will let you know about their plans and the time of arrival.\r\n";
  return text;
}

rules::RuleBookPtr book_of(const fs::path& folder, int count) {
  const fs::path rules = folder / std::to_string(count);
  write(rules / "inn/platform.yaml",
        "schema: 1\nplatform: inn\nname: Inn\ntrusted_domains: [inn.example]\n"
        "recognise: { part: from.address, domain: inn.example }\n");
  write(rules / "inn/confirmed.yaml", pack_of(count));
  const auto outcome =
      rules::load_rule_book({.rules = rules, .overrides = {}, .engine_version = "0.1.0", .budgets = {}, .only = {}});
  fmt::print(stderr, "{}", rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText));
  return outcome.book;
}

double micros_of(const rules::RuleBook& book, const mail::Mail& mail, std::size_t& facts) {
  const auto start = Clock::now();
  rules::Evaluation evaluation(book, mail, nullptr);
  if (!evaluation.apply("inn")) return 0;
  facts = evaluation.settle().facts.size();
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double median(std::vector<double> all) {
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
  return all[all.size() / 2];
}

}  // namespace

int main() {
  const fs::path folder = fs::temp_directory_path() / fmt::format("many_rules_bench.{}", getpid());
  const auto few = book_of(folder, 20), many = book_of(folder, 1000);
  fs::remove_all(folder);
  const auto mail = mail::Mail::parse(mail_of(20 * 1024));
  if (!few || !many || !mail) return 1;
  std::vector<double> of_few, of_many;
  std::size_t facts_few = 0, facts_many = 0;
  for (int round = 0; round < kRounds; ++round) {
    of_few.push_back(micros_of(*few, *mail, facts_few));
    of_many.push_back(micros_of(*many, *mail, facts_many));
  }
  const double ratio = median(of_many) / median(of_few);
  const auto fallbacks = few->prefilter_fallbacks() + many->prefilter_fallbacks();
  fmt::print(
      "rules    median µs   first µs   facts\n{:>5} {:>12.1f} {:>10.1f} {:>7}\n{:>5} {:>12.1f} {:>10.1f} {:>7}\n", 20,
      median(of_few), of_few[0], facts_few, 1000, median(of_many), of_many[0], facts_many);
  fmt::print("ratio {:.2f} (at most {}), fall-backs {}\n", ratio, kMostRatio, fallbacks);
  bench::print_ratio("rules_1000_over_20", ratio, fmt::format("≤ {}", kMostRatio));
  return ratio <= kMostRatio && fallbacks == 0 && facts_few == facts_many && facts_few > 0 ? 0 : 1;
}
