// A language is added by adding words: one file, and every reading knows it.
#include <gmock/gmock.h>

#include "mail/mail.h"
#include "rule_folder.h"
#include "rules/evaluation/evaluator.h"

namespace connections::test {
namespace {

/// A language that nobody speaks, so that no other locale and no source file can know its words.
constexpr std::string_view kLocale = R"yaml(# file: rules/common/locales/xq.yaml
schema: 1
locale: xq
date_orders: { xq: ymd }
months: [[zanur], [zebbur], [zarr], [zapril], [zavi], [zuni], [zuli], [zaugu], [zepte], [zokt], [znov], [zdek]]
weekdays: [[zulun], [zumar], [zumer], [zujuv], [zuven], [zusab], [zudim]]
range_words: [zutil]
number_suffixes: { hour: [zor], ordinal: [zef], people: [人] }
currencies: { q$: QAR }
forwarded:
  from: [zent]
  date: [zagh]
  subject: [zopik]
  markers: { gmail: [zorwarded] }
  prefixes: ['zw:']
party: { adults: [zults], children: [zidz] }
labels: { guest_name: [Zest] }
)yaml";

constexpr std::string_view kPack = R"yaml(schema: 1
pack: inn.confirmed
kind: confirmed
select: { part: subject, re: '^booked$' }
locale: { languages: [xq] }
rules:
  - { id: inn.confirmed.guest, part: 'label:guest_name', re: '(?P<n>.+)', emit: { guest_name: n }, confidence: 0.9 }
  - id: inn.confirmed.stay
    part: text
    re: 'Ztay (?P<d>[^\n]+)'
    emit: { check_in: { from: d, as: range_start }, check_out: { from: d, as: range_end } }
    confidence: 0.9
  - { id: inn.confirmed.party, part: text, re: 'Zarty (?P<p>[^\n]+)', emit: { party: p }, confidence: 0.9 }
  - { id: inn.confirmed.total, part: text, re: 'Zotal (?P<t>[^\n]+)', emit: { total: t }, confidence: 0.9 }
)yaml";

constexpr std::string_view kMail =
    "From: Host <host@example.org>\nSubject: ZW: booked\nDate: Sat, 02 May 2026 09:00:00 +0000\n"
    "Content-Type: text/plain; charset=utf-8\n\n"
    "---- Zorwarded ----\nZent: Inn <booked@inn.example>\nZagh: 3 zarr 2026, 16 zor\nZopik: booked\n\n"
    "Zest: Ada Example\nZtay 5zef zuni 2026 zutil 9zef zuni 2026\nZarty 2人 zults, 1 zidz\nZotal q$ 120\n";

struct NewLocale : testing::Test {
  rules::LoadOutcome outcome = RuleFolder(std::string(kPack) + std::string(kLocale)).load();
  void SetUp() override {
    ASSERT_NE(outcome.book, nullptr) << rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText);
  }
  [[nodiscard]] mail::Mail mail() const {
    mail::ParseOptions options;
    options.words = outcome.book->forward_words;
    return std::move(*mail::Mail::parse(kMail, options));
  }
};

TEST_F(NewLocale, AnnouncesAForwardedMail) {
  const mail::Mail read = mail();
  ASSERT_TRUE(read.forwarded());
  EXPECT_EQ(read.from().address, "booked@inn.example");
  EXPECT_EQ(read.forwarded()->style, "gmail");
  EXPECT_EQ(to_iso(day_of(read.received())), "2026-03-03");
}

TEST_F(NewLocale, ReadsNamesDatesPeopleAndMoney) {
  const mail::Mail read = mail();
  const auto facts = rules::extract_by_rules(*outcome.book, read, "inn");
  ASSERT_TRUE(facts);
  const auto text = [&](Field field) {
    const Fact* fact = facts->find(field);
    return fact != nullptr ? to_string(fact->value) : "";
  };
  EXPECT_EQ(text(Field::kGuestName), "Ada Example");
  EXPECT_EQ(text(Field::kCheckIn), "2026-06-05");
  EXPECT_EQ(text(Field::kCheckOut), "2026-06-09");
  EXPECT_EQ(text(Field::kGuestCount), "3");
  EXPECT_EQ(text(Field::kTotal), "120.00 QAR");
}

TEST_F(NewLocale, SaysTheOrderOfItsNumericDates) {
  EXPECT_EQ(outcome.book->words.numeric_order("xq-XQ"), rules::DateOrder::kYearFirst);
}

/// platform.yaml says which header tells the template and the language; no parser's code is needed.
TEST(PlatformSignals, ComeFromThePartsThatThePlatformNames) {
  const auto outcome =
      RuleFolder(
          "# file: rules/inn/platform.yaml\nschema: 1\nplatform: inn\nname: Inn\ntrusted_domains: [inn.example]\n"
          "recognise: { part: 'signal:mould', re: '^booked', confidence: 0.9 }\n"
          "signals: { mould: 'header:X-Mould', locale: 'header:X-Tongue' }\n"
          "# file: rules/inn/confirmed.yaml\nschema: 1\npack: inn.confirmed\nkind: confirmed\n"
          "select: { part: 'signal:mould', re: '^booked' }\nrules:\n"
          "  - { id: inn.confirmed.in, part: text, re: 'In (?P<d>[^\\n]+)', emit: { check_in: d }, confidence: 0.9 "
          "}\n" +
          std::string(kLocale))
          .load();
  ASSERT_NE(outcome.book, nullptr) << rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText);
  const auto mail = mail::Mail::parse("From: a@b.example\nX-Mould: booked/new\nX-Tongue: xq\n\nIn 2026/03/04\n");
  EXPECT_GT(rules::recognise(*outcome.book, *outcome.book->platform("inn"), *mail, {}).value(), 0.5);
  const auto facts = rules::extract_by_rules(*outcome.book, *mail, "inn");
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->kind, MailKind::kConfirmed);
  ASSERT_NE(facts->find(Field::kCheckIn), nullptr);
  EXPECT_EQ(to_string(facts->find(Field::kCheckIn)->value), "2026-03-04");
}

TEST(PlatformTraits, AreInTheBook) {
  const auto outcome =
      RuleFolder(
          "# file: rules/inn/platform.yaml\nschema: 1\nplatform: inn\nname: Inn\ntrusted_domains: [inn.example]\n"
          "recognise: { part: from.address, domain: inn.example }\nfeeds: [inn, lodge]\nmanager: true\n"
          "channels: [Inn World]\nno_field: { guest_name: its mails carry no name }\n")
          .load();
  ASSERT_NE(outcome.book, nullptr) << rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText);
  const rules::Platform& inn = *outcome.book->platform("inn");
  EXPECT_THAT(inn.feeds, testing::ElementsAre("inn", "lodge"));
  EXPECT_TRUE(inn.manager);
  EXPECT_THAT(inn.channels, testing::ElementsAre("inn world"));
  EXPECT_EQ(inn.no_field.at(Field::kGuestName), "its mails carry no name");
}

}  // namespace
}  // namespace connections::test
