// Any bytes are a rule book or diagnostics. The first byte says what the rest is: a pack, a platform, a library, a
// site's overrides or tests. A book that loads must read a mail, and its diagnostics must print.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "mail/mail.h"
#include "rules/evaluation/evaluator.h"
#include "rules/language/load_rule_book.h"
#include "rules/testing/parse_rule_test.h"

using namespace connections;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMail =
    "From: Inn <booked@inn.example>\r\nTo: host@example.net\r\nSubject: Booked: Ada Example arrives Jun 12\r\n"
    "Date: Sat, 02 May 2026 09:00:00 +0000\r\nMessage-ID: <1@inn.example>\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nGuest: Ada Example\r\nCheck-in\r\nFri, 12 Jun 2026\r\n"
    "Check-out: 15 Jun 2026\r\n2 adults, 1 child\r\nTotal EUR 420.50\r\nCode HMABCDE123\r\n> quoted words\r\n";
constexpr std::string_view kPlatform =
    "schema: 1\nplatform: inn\nname: Inn\ntrusted_domains: [inn.example]\n"
    "recognise: { part: from.address, domain: inn.example }\n";
constexpr std::string_view kPack =
    "schema: 1\npack: inn.confirmed\nkind: confirmed\nlists: { booked: [booked] }\n"
    "select: { part: subject, re: '{{list.booked}}' }\nrules:\n  - id: inn.confirmed.name\n    part: text\n"
    "    re: 'Guest: (?P<n>.+)'\n    emit: { guest_name: n }\n    confidence: 0.9\n";
constexpr std::string_view kNames[] = {"rules/inn/confirmed.yaml", "rules/inn/platform.yaml", "rules/inn/words.yaml",
                                       "config/rules.d/own.yaml", "rules/inn/a.test.yaml"};

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
}

/// One folder a process, with one of the shipped languages and the shipped macros.
const fs::path& folder() {
  static const fs::path made = [] {
    fs::path path = fs::temp_directory_path() / ("rule_book_fuzz." + std::to_string(getpid()));
    fs::create_directories(path / "rules/inn");
    fs::create_directories(path / "config/rules.d");
    const fs::path shipped = fs::path(CONNECTIONS_SOURCE_DIR) / "rules/common";
    fs::create_directories(path / "rules/common/locales");
    fs::copy_file(shipped / "locales/en.yaml", path / "rules/common/locales/en.yaml");
    fs::copy_file(shipped / "shapes.yaml", path / "rules/common/shapes.yaml");
    std::atexit([] { fs::remove_all(folder()); });
    return path;
  }();
  return made;
}

void evaluate(const rules::RuleBook& book, const mail::Mail& mail) {
  for (const rules::Platform& platform : book.platforms) {
    (void)rules::recognise(book, platform, mail, {});
    rules::Trace trace;
    rules::Evaluation evaluation(book, mail, &trace);
    if (!evaluation.apply(platform.id)) std::abort();
    (void)evaluation.settle();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto mail = mail::Mail::parse(kMail);
  if (!mail || size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view name = kNames[data[0] % std::size(kNames)];
  write(folder() / kNames[0], kPack);
  write(folder() / kNames[1], kPlatform);
  write(folder() / name, text);
  const auto outcome = rules::load_rule_book({.rules = folder() / "rules",
                                              .overrides = folder() / "config/rules.d",
                                              .engine_version = "0.1.0",
                                              .budgets = {},
                                              .only = {}});
  if ((outcome.book == nullptr) != rules::has_errors(outcome.diagnostics)) std::abort();
  for (const auto format :
       {rules::DiagnosticFormat::kText, rules::DiagnosticFormat::kJson, rules::DiagnosticFormat::kGithub})
    (void)rules::render(outcome.diagnostics, format);
  if (outcome.book) {
    evaluate(*outcome.book, *mail);
    (void)rules::read_rule_tests({folder() / "rules"}, *outcome.book);
  }
  if (name != kNames[0] && name != kNames[1]) fs::remove(folder() / name);
  return 0;
}
