// Bytes as they come from the net → what rules may read.
#include "mail/mail.h"

#include <gmock/gmock.h>

#include "model/unicode.h"
#include "unit/mail/forward_words.h"

namespace connections::mail {
namespace {

using testing::HasSubstr;
using testing::Not;

const PartRef kText{PartKind::kText, {}}, kHtml{PartKind::kHtml, {}}, kSubject{PartKind::kSubject, {}};

Mail parsed(const std::string& raw, const ParseOptions& options = {}) {
  auto mail = Mail::parse(raw, options);
  if (!mail) throw std::runtime_error(to_string(mail.error()));
  return std::move(*mail);
}
std::string text_of(const Mail& mail, const PartRef& part = kText) {
  const View* view = mail.view(part);
  return view != nullptr ? view->text : "(absent)";
}
std::string with_body(const std::string& type, const std::string& encoding, const std::string& body) {
  return "From: a@example.com\nContent-Type: " + type + "\nContent-Transfer-Encoding: " + encoding + "\n\n" + body;
}

TEST(MailText, DecodesEveryCharset) {
  EXPECT_EQ(text_of(parsed(with_body("text/plain; charset=iso-8859-1", "quoted-printable", "M=FCller\n"))), "Müller\n");
  EXPECT_EQ(text_of(parsed(with_body("text/plain; charset=utf-8", "base64", "5L2Q6Jek\n"))), "佐藤");
  EXPECT_EQ(text_of(parsed(with_body("text/plain; charset=iso-2022-jp", "7bit", "\x1b$B:4F#\x1b(B\n"))), "佐藤\n");
}

TEST(MailText, SurvivesACharsetThatLiesOrIsUnknown) {
  EXPECT_EQ(text_of(parsed(with_body("text/plain; charset=utf-8", "8bit", "M\xFCller\n"))), "Müller\n");
  EXPECT_EQ(text_of(parsed(with_body("text/plain; charset=x-martian", "8bit", "Müller\n"))), "Müller\n");
}

TEST(MailText, IsAlwaysValidUtf8WithPlainSpacesAndNothingInvisible) {
  const std::string text = text_of(parsed(with_body("text/plain; charset=utf-8", "8bit",
                                                    "a\xC2\xA0"
                                                    "b\xE2\x80\x8A"
                                                    "c\xE2\x80\x8B"
                                                    "d\xC2\xAD"
                                                    "e\xEF\xBB\xBF\r\nf\xFF\n")));
  EXPECT_TRUE(unicode::is_valid_utf8(text));
  EXPECT_THAT(text, HasSubstr("a b cde\nf"));
}

TEST(MailHeaders, JoinEncodedWordsEvenWhereEachIsPadded) {
  // GMime stops at the first word's padding: the rest of the subject was lost.
  const Mail mail = parsed(
      "From: a@example.com\nSubject: =?utf-8?b?5L2Q6JekIOiKseWtkOOBlQ==?=\n =?utf-8?b?44KT44GM5Yiw552A?=\n\nx\n");
  EXPECT_EQ(text_of(mail, kSubject), "佐藤 花子さんが到着");
}

TEST(MailHeaders, AreUnfoldedDecodedAndFoundWhateverTheirCase) {
  const Mail mail = parsed("From: =?iso-8859-1?Q?J=FCrgen?= <J@Example.COM>\nX-Locale: de\nSubject: one\n two\n\nx\n");
  EXPECT_EQ(mail.from().name, "Jürgen");
  EXPECT_EQ(mail.from().address, "j@example.com");
  EXPECT_EQ(mail.header("x-locale"), "de");
  EXPECT_EQ(text_of(mail, kSubject), "one two");
}

const std::string kAlternative =
    "From: a@example.com\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; "
    "boundary=i\n\n--i\n"
    "Content-Type: text/plain\n\nplain\n--i\nContent-Type: text/html\n\n<p>rich</p>\n--i--\n--o\nContent-Type: "
    "application/pdf\n"
    "Content-Disposition: attachment; filename=a.pdf\n\nxx\n--o--\n";

TEST(MailParts, ReadsBothTwinsAndCountsAttachmentsWithoutOpeningThem) {
  const Mail mail = parsed(kAlternative);
  EXPECT_EQ(text_of(mail), "plain");
  EXPECT_EQ(text_of(mail, kHtml), "rich");
  EXPECT_EQ(mail.attachments(), 1u);
}

std::string html(const std::string& body) {
  return text_of(parsed(with_body("text/html; charset=utf-8", "8bit", body)), kHtml);
}

TEST(MailHtml, BreaksBlocksAndKeepsCellsOfOneRowApart) {
  EXPECT_EQ(html("<div>Check-in</div><div>Fri, Jun 12</div>"), "Check-in\nFri, Jun 12");
  EXPECT_THAT(html("<table><tr><td>Guests</td><td>2</td></tr><tr><td>Nights</td><td>3</td></tr></table>"),
              HasSubstr("Guests\t2\nNights\t3"));
  EXPECT_EQ(html("a<br>b<br/>c"), "a\nb\nc");
}

TEST(MailHtml, DropsWhatNobodySees) {
  const std::string text = html(
      "<head><style>p{}</style><title>t</title></head><script>var x=1</script><div "
      "style=\"display:none\">preview</div><p>seen</p>");
  EXPECT_THAT(text, HasSubstr("seen"));
  for (const char* hidden : {"p{}", "var x", "preview"}) EXPECT_THAT(text, Not(HasSubstr(hidden)));
}

TEST(MailHtml, ReadsEntitiesAndBrokenMarkup) {
  EXPECT_EQ(html("<p>M&uuml;ller &amp; S&#246;hne &#x1F600;"), "Müller & Söhne 😀");
  EXPECT_THAT(html("<p>a < b <unclosed"), HasSubstr("a"));
}

TEST(MailLinks, AreKeptWithTheirText) {
  const Mail mail =
      parsed(with_body("text/html", "8bit", "<a href=\"https://x.example/1?a=b&amp;c=d\">Show <b>it</b></a>"));
  ASSERT_EQ(mail.links().size(), 1u);
  EXPECT_EQ(mail.links()[0].href, "https://x.example/1?a=b&c=d");
  EXPECT_EQ(mail.links()[0].text, "Show it");
}

TEST(MailOffsets, LeadFromEveryByteBackIntoTheDecodedBody) {
  const Mail mail = parsed(with_body("text/plain; charset=utf-8", "8bit", "x\xC2\xA0y\r\nz\xE2\x80\x8Bw\n"));
  const View& view = *mail.view(kText);
  const auto w = view.text.find('w');
  EXPECT_EQ(mail.full_text().substr(view.offsets.raw(w), 1), "w");
  for (std::size_t i = 0; i < view.text.size(); ++i) EXPECT_LT(view.offsets.raw(i), mail.full_text().size());
}

struct LimitCase {
  const char* name;
  std::string raw;
  Limits limits;
};
std::ostream& operator<<(std::ostream& out, const LimitCase& one) { return out << one.name; }
class MailLimits : public testing::TestWithParam<LimitCase> {};

TEST_P(MailLimits, AreErrorValuesThatNameTheLimit) {
  const auto mail = Mail::parse(
      GetParam().raw, {.limits = GetParam().limits, .received = {}, .fallback_received = {}, .trusted_borders = {}});
  ASSERT_FALSE(mail);
  EXPECT_EQ(mail.error().code, Errc::kLimitExceeded);
  EXPECT_THAT(mail.error().message, HasSubstr(GetParam().name));
}

std::string nested(int depth) {
  std::string raw = "From: a@example.com\n";
  for (int i = 0; i < depth; ++i)
    raw += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  return raw + "Content-Type: text/plain\n\nx\n";
}
Limits limits(auto change) {
  Limits all;
  change(all);
  return all;
}
std::string many_parts(int count) {
  std::string raw = "From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < count; ++i) raw += "--b\nContent-Type: text/plain\n\nx\n";
  return raw + "--b--\n";
}

INSTANTIATE_TEST_SUITE_P(All, MailLimits,
                         testing::Values(LimitCase{"mail_bytes", "From: a@example.com\n\n" + std::string(500, 'x'),
                                                   limits([](Limits& l) { l.mail_bytes = 100; })},
                                         LimitCase{"header_bytes",
                                                   "From: a@example.com\nX: " + std::string(500, 'x') + "\n\n",
                                                   limits([](Limits& l) { l.header_bytes = 100; })},
                                         LimitCase{"depth", nested(30), Limits{}},
                                         LimitCase{"parts", many_parts(30), limits([](Limits& l) { l.parts = 20; })}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(BrokenMails, AreReadAsFarAsTheyGo) {
  EXPECT_EQ(text_of(parsed(with_body("text/plain; charset=utf-8", "base64", "5L2Q6Jek5L"))).substr(0, 6), "佐藤");
  EXPECT_FALSE(parsed("From: a@example.com\nContent-Type: multipart/alternative\n\nno boundary\n").has_html());
  EXPECT_EQ(text_of(parsed("From: a@example.com\nSubject: s\n\n")), "");
  EXPECT_EQ(Mail::parse("").error().code, Errc::kMailUnreadable);
}

constexpr const char* kForwarded =
    "From: host@example.org\nDate: Sat, 20 Jun 2026 10:00:00 +0000\nSubject: Fwd: Reservation confirmed\n\nsee "
    "below\n\n"
    "---------- Forwarded message ---------\nFrom: Airbnb <automated@airbnb.com>\nDate: Mon, May 4, 2026 at 9:15 AM\n"
    "Subject: Reservation confirmed - Ada Example arrives Jun 12\nTo: <host@example.org>\n\n\nNew booking "
    "confirmed!\n";

ParseOptions with_words() {
  ParseOptions options;
  options.words = english_and_german();
  return options;
}

TEST(ForwardedMail, IsTheForwardersOwnMailWithoutWordsThatAnnounceIt) {
  const Mail mail = parsed(kForwarded);
  EXPECT_FALSE(mail.forwarded());
  EXPECT_EQ(mail.from().address, "host@example.org");
}

TEST(ForwardedMail, TakesEnvelopeAndTimeFromTheQuotedMail) {
  const Mail mail = parsed(kForwarded, with_words());
  ASSERT_TRUE(mail.forwarded());
  EXPECT_EQ(mail.forwarded()->style, "gmail");
  EXPECT_EQ(mail.from().address, "automated@airbnb.com");
  EXPECT_EQ(mail.outer_from().address, "host@example.org");
  EXPECT_EQ(text_of(mail, kSubject), "Reservation confirmed - Ada Example arrives Jun 12");
  EXPECT_EQ(to_iso(day_of(mail.received())), "2026-05-04");
  EXPECT_EQ(mail.auth().state, AuthState::kForwarded);
}

/// A guest can type what announces a forward; only a person's own mail holds one.
TEST(ForwardedMail, IsNotWhatAnAnswerQuotes) {
  const auto answered = [](const std::string& subject, const std::string& announced) {
    return parsed("From: Ada <ada@example.com>\nSubject: " + subject + "\n\nThank you!\n\n" + announced +
                      "From: Airbnb <automated@airbnb.com>\nDate: Mon, May 4, 2026 at 9:15 AM\nTo: ada@example.com\n"
                      "Subject: Reservation confirmed\n\nNew booking confirmed!\n",
                  with_words())
        .forwarded()
        .has_value();
  };
  EXPECT_FALSE(answered("RE: Reservation confirmed", ""));
  EXPECT_FALSE(answered("Re[2] : Reservation confirmed", ""));
  EXPECT_TRUE(answered("Reservations: one is confirmed", ""));
  EXPECT_FALSE(answered("Aw: Reservation confirmed", "----- Ursprüngliche Nachricht -----\n"));
  EXPECT_TRUE(answered("RE: Reservation confirmed", "---------- Forwarded message ---------\n"));
  EXPECT_TRUE(answered("Fwd: RE: Reservation confirmed", ""));
  EXPECT_TRUE(answered("Reservation confirmed", ""));
}

TEST(ForwardedMail, IsNotLookedForInWhatAPlatformSent) {
  ForwardWords words = *english_and_german();
  words.is_platform = [](std::string_view address) { return address.ends_with("@host.example.org"); };
  ParseOptions options;
  options.words = std::make_shared<const ForwardWords>(std::move(words));
  EXPECT_TRUE(parsed(kForwarded, options).forwarded());
  std::string sent = kForwarded;
  sent.replace(sent.find("host@example.org"), 16, "Host@Host.Example.org");
  const Mail mail = parsed(sent, options);
  EXPECT_FALSE(mail.forwarded());
  EXPECT_EQ(mail.from().address, "host@host.example.org");
  EXPECT_EQ(text_of(mail, kSubject), "Fwd: Reservation confirmed");
  EXPECT_EQ(to_iso(day_of(mail.received())), "2026-06-20");
}

}  // namespace
}  // namespace connections::mail
