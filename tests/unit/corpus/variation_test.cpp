// What `corpus generate --vary` writes: the same every time, readable, and with a truth that stands in the mail.
#include "corpus/generator/variation/variation.h"

#include <set>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "corpus/generator/transfer_encoding.h"
#include "corpus/generator/variation/facts/date_text.h"
#include "corpus/generator/variation/layout/invisible.h"
#include "mail/mail.h"

namespace connections::corpus {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::uint64_t kSeed = 11, kMails = 600;

const Language& language_of(std::string_view tag) {
  for (const Language& language : languages())
    if (language.tag() == tag) return language;
  throw std::logic_error("no such language");
}

/// Subject and both bodies as a person sees them.
std::string seen(const std::string& bytes) {
  const auto parsed = mail::Mail::parse(bytes);
  if (!parsed) throw std::runtime_error(to_string(parsed.error()));
  std::string all(parsed->header("Subject"));
  for (const PartKind kind : {PartKind::kText, PartKind::kHtml})
    if (const mail::View* view = parsed->view({kind, {}}); view != nullptr) all += "\n" + view->text;
  for (const mail::Link& link : parsed->links()) all += "\n" + link.href;
  return as_seen(all);
}

TEST(Variation, IsTheSameForTheSameNumbers) {
  for (const std::uint64_t index : {0U, 7U, 4711U}) {
    EXPECT_EQ(vary(kSeed, index).mail.bytes, vary(kSeed, index).mail.bytes);
    EXPECT_NE(vary(kSeed, index).mail.bytes, vary(kSeed + 1, index).mail.bytes);
  }
}

/// What of a truth must stand in the mail letter by letter: of the dates, which have many forms, the days.
std::vector<std::string> printed(const Variation& made) {
  std::vector<std::string> all;
  const bool two_names = made.form.find("two_names") != std::string::npos;  // each in a field of its own
  if (made.mail.guest_name && !two_names) all.push_back(*made.mail.guest_name);
  for (const auto& value : {made.mail.confirmation_code, made.mail.listing})
    if (value) all.push_back(*value);
  for (const auto& date : {made.mail.check_in, made.mail.check_out})
    if (date) all.push_back(std::to_string(std::stoi(date->substr(8))));
  return all;
}

TEST(Variation, ShowsWhatItsTruthSays) {
  for (std::uint64_t index = 0; index < kMails; ++index) {
    const Variation made = vary(kSeed, index);
    const std::string all = seen(made.mail.bytes);
    EXPECT_THAT(all, Not(HasSubstr("{"))) << made.form;
    for (const std::string& value : printed(made)) EXPECT_THAT(all, HasSubstr(as_seen(value))) << made.form;
  }
}

TEST(Variation, OfAnAnswerOrOfTheTravellersMailSaysNothing) {
  int answers = 0, travellers = 0;
  for (std::uint64_t index = 0; index < kMails; ++index) {
    const Variation made = vary(kSeed, index);
    const bool answer = made.form.find("_reply|") != std::string::npos;
    const bool traveller = made.form.find(" guest_side|") != std::string::npos;
    answers += answer ? 1 : 0;
    travellers += traveller ? 1 : 0;
    if (!answer && !traveller) continue;
    EXPECT_EQ(made.mail.kind, "other") << made.form;
    EXPECT_FALSE(made.mail.guest_name || made.mail.check_in || made.mail.check_out || made.mail.confirmation_code ||
                 made.mail.listing || made.mail.guest_count)
        << made.form;
  }
  EXPECT_GT(answers, 10);
  EXPECT_GT(travellers, 5);
}

TEST(Variation, ReachesEveryLanguagePlatformKindAndProgram) {
  std::set<std::string> tags, platforms, kinds;
  std::string forms;
  for (std::uint64_t index = 0; index < kMails; ++index) {
    const Variation made = vary(kSeed, index);
    tags.insert(made.language);
    platforms.insert(made.mail.platform);
    kinds.insert(made.mail.kind);
    forms += made.form + "\n";
  }
  EXPECT_EQ(tags.size(), languages().size());
  EXPECT_THAT(platforms, testing::ElementsAre("airbnb", "booking", "pms", "vrbo"));
  EXPECT_THAT(kinds, testing::ElementsAre("alteration", "cancellation", "confirmed", "inquiry", "message", "other",
                                          "payout", "request"));
  for (const std::string_view name : kTextLayoutNames) EXPECT_THAT(forms, HasSubstr("text=" + std::string(name)));
  for (const std::string_view name : kHtmlLayoutNames) EXPECT_THAT(forms, HasSubstr("html=" + std::string(name)));
  for (const char* form : {"gmail_forward", "outlook_forward", "apple_forward", "gmail_reply", "outlook_reply",
                           "apple_reply", "base64", "qp", "latin1", "|nbsp|", "|shy|", "|zwsp|"})
    EXPECT_THAT(forms, HasSubstr(form));
}

TEST(Variation, LinesAreJsonWithLanguageAndForm) {
  const Variation made = vary(kSeed, 3);
  const auto truth = nlohmann::json::parse(truth_line(made, "mail/000003.eml"));
  EXPECT_EQ(truth["file"], "mail/000003.eml");
  EXPECT_EQ(truth["language"], made.language);
  EXPECT_EQ(truth["form"], made.form);
  const auto values = nlohmann::json::parse(values_line(made, "mail/000003.eml"));
  EXPECT_EQ(values["subject"], made.notice.letter.subject);
  EXPECT_EQ(values["clients"].size(), 3U);
  EXPECT_EQ(values["blocks"].size(), made.notice.sheet.blocks.size());
}

struct Written {
  const char *tag, *pattern, *expected;
};

TEST(DateText, FillsThePatternsOfALanguage) {
  const Date day = *make_date(2027, 3, 1);
  for (const auto& [tag, pattern, expected] :
       {Written{"en", "{W}, the {o} of {m} {y}", "Monday, the 1st of March 2027"},
        Written{"fr", "{W} {o} {m} {y}", "lundi 1er mars 2027"}, Written{"de", "{w}, {dd}.{MM}.{yy}", "Mo, 01.03.27"},
        Written{"hr", "{d}. {m} {y}.", "1. ožujka 2027."}, Written{"ja", "{y}年{M}月{d}日({w})", "2027年3月1日(月)"}})
    EXPECT_EQ(write_date(language_of(tag), pattern, day), expected);
}

/// 3 April could be 4 March; a weekday or a day above 12 tells.
TEST(DateText, TakesNumbersAloneOnlyWhereTheirOrderIsProven) {
  Dice dice(1, 1);
  const Date from = *make_date(2027, 3, 4), to = *make_date(2027, 3, 6);
  for (int i = 0; i < 300; ++i) {
    const DateForm form = pick_date_form(language_of("en"), dice, from, to);
    EXPECT_NE(form.name, "numeric") << form.pattern;
  }
}

TEST(TransferEncoding, FollowsItsStandards) {
  EXPECT_EQ(quoted_printable("a=b \nMüller"), "a=3Db=20\r\nM=C3=BCller\r\n");
  EXPECT_EQ(base64("Müller"), "TcO8bGxlcg==\r\n");
  EXPECT_EQ(encoded_words("Plain", true), "Plain");
  EXPECT_EQ(encoded_words("Müller", false), "=?UTF-8?Q?M=C3=BCller?=");
  EXPECT_EQ(latin1("Müller"), "M\xFCller");
  EXPECT_EQ(latin1("佐藤"), std::nullopt);
}

}  // namespace
}  // namespace connections::corpus
