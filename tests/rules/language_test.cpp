// What the language promises: layers, inheritance, who is heard, and that order changes nothing.
#include <algorithm>
#include <functional>
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "mail/mail.h"
#include "rule_folder.h"
#include "rules/evaluation/evaluator.h"
#include "rules/evaluation/explain.h"
#include "rules/syntax/yaml_tree.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kPack =
    "schema: 1\npack: inn.confirmed\nkind: confirmed\nselect: { part: subject, re: '(?i)booked' }\n";
constexpr std::string_view kGuest =
    "  - { id: inn.confirmed.guest, part: text, re: 'Guest: (?P<n>[^\\n]+)', emit: { guest_name: n }, confidence: 0.9 "
    "}\n";

std::string mail_of(std::string_view text) {
  std::string raw =
      "From: Inn <booked@inn.example>\r\nTo: host@example.net\r\nSubject: Booked\r\nDate: Sat, 02 May 2026 09:00:00 "
      "+0000\r\nMessage-ID: <1@inn.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
  return raw.append(text);
}

struct Read {
  Extraction result;
  rules::Trace trace;
  std::string explained;
  [[nodiscard]] std::string guest() const {
    const Fact* fact = result.find(Field::kGuestName);
    return fact != nullptr ? to_string(fact->value) : "";
  }
  [[nodiscard]] double confidence() const { return result.find(Field::kGuestName)->confidence.value(); }
};

Read read(const rules::RuleBook& book, std::string_view raw, std::string_view platform) {
  const auto mail = mail::Mail::parse(raw);
  Read read;
  rules::Evaluation evaluation(book, *mail, &read.trace);
  EXPECT_TRUE(evaluation.apply(platform));
  read.result = evaluation.settle();
  read.explained = rules::explain_text(read.result, read.trace, *mail);
  return read;
}

Read read(std::string_view sections, std::string_view text = "Guest: Ada Example\n") {
  const auto outcome = RuleFolder(sections).load();
  EXPECT_NE(outcome.book, nullptr) << rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText);
  return outcome.book ? read(*outcome.book, mail_of(text), "inn") : Read();
}

std::string rules_of(std::string_view rules) { return std::string(kPack) + "rules:\n" + std::string(rules); }
std::string site(std::string_view overrides) {
  return "# file: config/rules.d/own.yaml\nschema: 1\noverrides:\n" + std::string(overrides);
}

TEST(Layers, AnOverrideChangesTheResultAndTheHashAndIsExplained) {
  const Read shipped = read(rules_of(kGuest));
  const Read changed = read(rules_of(kGuest) +
                            site("  - { rule: inn.confirmed.guest, set: { confidence: 0.7 }, reason: often wrong }\n"));
  EXPECT_EQ(shipped.guest(), "Ada Example");
  EXPECT_DOUBLE_EQ(shipped.confidence(), 0.9);
  EXPECT_DOUBLE_EQ(changed.confidence(), 0.7);
  const auto hash = [](const Read& one) {
    return one.result.find(Field::kGuestName)->candidates.front().evidence.front().pack_hash;
  };
  EXPECT_NE(hash(shipped), hash(changed));
  EXPECT_NE(shipped.result.rule_book, changed.result.rule_book);
  EXPECT_THAT(changed.explained,
              HasSubstr("inn.confirmed.guest has the confidence 0.7: often wrong (rules.d/own.yaml:3)"));
}

TEST(Layers, AnOverrideOfAnotherPackLeavesThisPacksHash) {
  const std::string other =
      "# file: rules/inn/other.yaml\nschema: 1\npack: inn.review\nkind: review\nselect: { part: "
      "subject, re: 'review' }\nlists: { words: [x] }\nrules:\n  - { id: inn.review.a, part: text, "
      "re: '{{list.words}} (?P<n>.+)', emit: { guest_name: n }, confidence: 0.9 }\n";
  const auto hashes = [&](const std::string& overrides) {
    const auto outcome = RuleFolder(rules_of(kGuest) + other + overrides).load();
    if (!outcome.book) return std::pair<std::string, std::string>();
    return std::pair(outcome.book->pack("inn.confirmed")->hash, outcome.book->pack("inn.review")->hash);
  };
  const auto before = hashes(""), after = hashes(site("  - { list: inn.review:words, add: [z], reason: ours }\n"));
  EXPECT_EQ(before.first, after.first);
  EXPECT_NE(before.second, after.second);
}

TEST(Layers, ADisabledRuleYieldsNothingAndSaysWhy) {
  const Read disabled =
      read(rules_of(kGuest) + site("  - { rule: inn.confirmed.guest, disable: true, reason: not our guests }\n"));
  EXPECT_EQ(disabled.guest(), "");
  EXPECT_THAT(disabled.explained, HasSubstr("not our guests (rules.d/own.yaml:3)"));
}

TEST(Layers, AListTakesTheSitesWords) {
  const std::string pack = std::string(kPack) +
                           "lists: { label: [Guest] }\nrules:\n  - { id: inn.confirmed.guest, part: "
                           "text, re: '{{list.label}}: (?P<n>.+)', emit: { guest_name: n }, "
                           "confidence: 0.9 }\n";
  EXPECT_EQ(read(pack, "Visitor: Ada Example\n").guest(), "");
  EXPECT_EQ(read(pack + site("  - { list: inn.confirmed:label, add: [visitor], reason: our template }\n"),
                 "Visitor: Ada Example\n")
                .guest(),
            "Ada Example");
}

TEST(Inheritance, APackTakesLocaleNamesAndDefaultsAndTheNearestWins) {
  const std::string parent =
      "# file: rules/inn/base.yaml\nschema: 1\npack: inn.base\nkind: other\nmay: review\nconfidence: 0.8\n"
      "locale: { currency: EUR }\ninclude: [words.yaml]\nselect: { part: subject, re: 'never' }\n"
      "macros: { FAR: 'Far', MID: 'Far' }\n"
      "# file: rules/inn/words.yaml\nschema: 1\nlibrary: words\nmacros: { FROM_BASE: 'Guest' }\n"
      "# file: rules/inn/more.yaml\nschema: 1\nlibrary: more\nmacros: { MID: 'Mid', NEAR: 'Mid' }\n";
  const auto outcome =
      RuleFolder("extends: inn.base\ninclude: [more.yaml]\nmacros: { NEAR: 'Near' }\n" + std::string(kPack) +
                 "rules:\n  - { id: inn.confirmed.a, part: text, re: '{{FROM_BASE}}{{FAR}}{{MID}}{{NEAR}}(?P<n>.+)', "
                 "emit: { total: n }, confidence: 0.9 }\n" +
                 parent)
          .load();
  ASSERT_NE(outcome.book, nullptr) << rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText);
  const rules::Pack& pack = *outcome.book->pack("inn.confirmed");
  EXPECT_EQ(pack.rules[0].re.expression(), "(?:Guest)(?:Far)(?:Mid)(?:Near)(?P<n>.+)");
  EXPECT_EQ(pack.currency, "EUR");
  EXPECT_EQ(pack.may, Permission::kReview);
  EXPECT_EQ(pack.confidence, Confidence(0.8));
  EXPECT_EQ(pack.kind, MailKind::kConfirmed) << "kind and rules are its own";
}

TEST(Join, MakesOneNameOfSeveralGroupsInTheOrderWritten) {
  const std::string pack =
      std::string(kPack) +
      "rules:\n  - { id: inn.confirmed.guest, part: text, re: '(?m)^First name: (?P<first>[^\\n]*)\\n(?:Middle: "
      "(?P<middle>[^\\n]+)\\n)?Last name: (?P<last>[^\\n]*)$', emit: { guest_name: { join: [first, middle, last] } "
      "}, confidence: 0.9 }\n";
  const Read two = read(pack, "First name: Ada\nLast name: Example\n");
  EXPECT_EQ(two.guest(), "Ada Example");
  const Evidence& evidence = two.result.find(Field::kGuestName)->candidates.front().evidence.front();
  EXPECT_EQ(evidence.captured, "Ada Example");
  EXPECT_EQ(evidence.span.begin, std::string_view("First name: ").size());
  EXPECT_EQ(evidence.span.end, std::string_view("First name: Ada\nLast name: Example").size());
  EXPECT_THAT(two.explained, HasSubstr("\"Ada Example\""));
  EXPECT_EQ(read(pack, "First name: Ada\nMiddle: Bea\nLast name: van der Muster\n").guest(), "Ada Bea van der Muster");
  EXPECT_EQ(read(pack, "First name: Ada\nLast name: Room 12\n").guest(), "");  // still checked as a name
}

TEST(Veto, CountsNearTheMatchOnly) {
  const std::string rule =
      "  - { id: inn.confirmed.guest, part: text, re: 'Guest: (?P<n>[^\\n]+)', emit: { guest_name: n }, confidence: "
      "0.9, "
      "reject: { re: 'cancelled', near: 20 } }\n";
  EXPECT_EQ(read(rules_of(rule), "Guest: Ada Example\ncancelled\n").guest(), "");
  EXPECT_EQ(read(rules_of(rule), "Guest: Ada Example\n" + std::string(40, '.') + "\ncancelled\n").guest(),
            "Ada Example");
}

TEST(Speakers, WhatAGuestWroteOrSomebodyQuotedIsNoFact) {
  const std::string segment =
      "# file: rules/inn/platform.yaml\nschema: 1\nplatform: inn\nname: Inn\ntrusted_domains: [inn.example]\n"
      "recognise: { part: from.address, domain: inn.example }\n"
      "segments: [{ id: inn.note, speaker: guest, part: body, from: 'Note:', to: 'End of note' }]\n";
  EXPECT_EQ(read(rules_of(kGuest) + segment, "Note: hello\nGuest: Mallory Example\nEnd of note\n").guest(), "");
  EXPECT_EQ(read(rules_of(kGuest) + segment, "Note: hello\nEnd of note\nGuest: Ada Example\n").guest(), "Ada Example");
  EXPECT_EQ(read(rules_of(kGuest), "Hello\n\n> Guest: Mallory Example\n").guest(), "");
  const std::string listens =
      "  - { id: inn.confirmed.guest, part: text, re: 'Guest: (?P<n>[^\\n]+)', emit: { guest_name: n }, confidence: "
      "0.9, "
      "speaker: [platform, guest] }\n";
  EXPECT_EQ(read(rules_of(listens) + segment, "Note: hello\nGuest: Ada Example\nEnd of note\n").guest(), "Ada Example");
}

TEST(Speakers, WhatAGuestWroteSelectsNoPack) {
  const std::string segment =
      "# file: rules/inn/platform.yaml\nschema: 1\nplatform: inn\nname: Inn\ntrusted_domains: [inn.example]\n"
      "recognise: { part: from.address, domain: inn.example }\n"
      "segments: [{ id: inn.note, speaker: guest, part: body, from: 'Note:' }]\n";
  const std::string pack = "schema: 1\npack: inn.confirmed\nkind: confirmed\nselect: { part: text, re: 'confirmed' }\n";
  EXPECT_EQ(read(pack + segment, "Note: it is confirmed\n").result.kind, MailKind::kOther);
  EXPECT_EQ(read(pack + segment, "It is confirmed\nNote: hello\n").result.kind, MailKind::kConfirmed);
}

TEST(Kinds, MayNoMoreThanTheirPackSays) {
  std::string pack = rules_of(kGuest);
  EXPECT_EQ(read(pack).result.may, Permission::kEnrich);
  const Read archived = read("may: archive\n" + pack);
  EXPECT_EQ(archived.result.may, Permission::kArchive);
  EXPECT_EQ(archived.guest(), "Ada Example") << "read, shown, and never applied";
  for (const char* kind : {"request", "inquiry", "message", "payout", "review", "reminder", "other"}) {
    std::string other = pack;
    other.replace(other.find("kind: confirmed"), 15, fmt::format("kind: {}", kind));
    EXPECT_EQ(read(other).result.may, Permission::kArchive) << kind;
  }
}

/// A file's tree as YAML again, the keys of every map in another order.
std::string shuffled(const rules::YamlNode& node, std::mt19937& random) {
  using Type = rules::YamlNode::Type;
  std::string out;
  if (node.type == Type::kScalar) {
    if (!node.quoted) return node.value;
    for (const char c : node.value) out += c == '\'' ? "''" : std::string(1, c);
    return "'" + out + "'";
  }
  if (node.type == Type::kList) {
    for (const auto& item : node.items) out += (out.empty() ? "" : ", ") + shuffled(item, random);
    return "[" + out + "]";
  }
  auto entries = node.entries;
  std::shuffle(entries.begin(), entries.end(), random);
  for (const auto& entry : entries)
    out += fmt::format("{}'{}': {}", out.empty() ? "" : ", ", entry.key, shuffled(entry.value, random));
  return "{" + out + "}";
}

/// Copies the shipped rules; packs get other file names, so that folders list them in another order.
void copy_rules(const fs::path& to, const std::function<std::string(const std::string&, const std::string&)>& change) {
  const fs::path from = fs::path(CONNECTIONS_SOURCE_DIR) / "rules";
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    if (entry.path().extension() != ".yaml" || entry.path().filename().string().ends_with(".test.yaml")) continue;
    const std::string text = read_file(entry.path());
    fs::path file = to / fs::relative(entry.path(), from);
    if (text.find("\npack: ") != std::string::npos)
      file.replace_filename(std::string(1, static_cast<char>('z' - file.stem().string().size())) + "_" +
                            file.filename().string());
    write_file(file, change(text, file.string()));
  }
}

rules::RuleBookPtr load(const fs::path& rules) {
  const auto outcome =
      rules::load_rule_book({.rules = rules, .overrides = {}, .engine_version = "0.1.0", .budgets = {}, .only = {}});
  EXPECT_THAT(rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText), IsEmpty());
  return outcome.book;
}

std::string summary(const Extraction& result) {
  std::string out = fmt::format("{} {} {} {}\n", name(result.kind), name(result.may), result.kind_confidence.value(),
                                result.kind_reason);
  const auto add = [&](const std::vector<Fact>& facts) {
    for (const Fact& fact : facts) {
      out += fmt::format("{} {} {} {}", name(fact.field), to_string(fact.value), fact.confidence.value(), fact.reason);
      for (const Candidate& candidate : fact.candidates)
        for (const Evidence& one : candidate.evidence)
          out += fmt::format(" {}@{}:{}", one.rule, to_string(one.part), one.span.begin);
      out += "\n";
    }
  };
  add(result.facts);
  for (const Stay& stay : result.stays) add(stay.facts);
  for (const Problem& problem : result.problems) out += problem.code + ": " + problem.message + "\n";
  return out;
}

TEST(Order, OfFilesAndKeysChangesNoResultOfAnyShippedRule) {
  std::mt19937 random(20260612);
  const TempFolder folder;
  copy_rules(folder.path() / "rules", [&](const std::string& text, const std::string& file) {
    std::vector<rules::Diagnostic> diagnostics;
    return shuffled(*rules::parse_yaml(text, file, diagnostics), random) + "\n";
  });
  const auto shipped = load(fs::path(CONNECTIONS_SOURCE_DIR) / "rules");
  const auto other = load(folder.path() / "rules");
  ASSERT_TRUE(shipped && other);
  std::size_t mails = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented/mail")) {
    const std::string platform = entry.path().parent_path().filename();
    if (entry.path().extension() != ".eml" || shipped->platform(platform) == nullptr) continue;
    const std::string raw = read_file(entry.path());
    EXPECT_EQ(summary(read(*shipped, raw, platform).result), summary(read(*other, raw, platform).result))
        << entry.path();
    ++mails;
  }
  EXPECT_GT(mails, 50u);
}

TEST(Order, OfFilesChangesNoHash) {
  const TempFolder folder;
  copy_rules(folder.path() / "rules", [](const std::string& text, const std::string&) { return text; });
  const auto shipped = load(fs::path(CONNECTIONS_SOURCE_DIR) / "rules");
  const auto renamed = load(folder.path() / "rules");
  ASSERT_TRUE(shipped && renamed);
  EXPECT_EQ(shipped->hash, renamed->hash);
  for (const auto& platform : shipped->platforms)
    for (const auto& pack : platform.packs) EXPECT_EQ(pack.hash, renamed->pack(pack.id)->hash) << pack.id;
}

}  // namespace
}  // namespace connections::test
