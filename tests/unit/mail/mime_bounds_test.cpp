// Mails that are built to exhaust a parser's stack, memory or time are refused before the parser sees them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <functional>
#include <string>

#include "mail/mail.h"
#include "unit/mail/forward_words.h"

namespace connections::mail {
namespace {

using testing::HasSubstr;

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string nested(std::size_t depth, const std::string& type, const std::string& parameter) {
  std::string raw = "From: a@example.com\n";
  for (std::size_t i = 0; i < depth; ++i) {
    const std::string mark = "b" + std::to_string(i);
    raw += "Content-Type: " + type + (parameter.empty() ? "\n\n" : ";\n " + parameter + mark + "\n\n--" + mark + "\n");
  }
  return raw + "Content-Type: text/plain\n\nx\n";
}

struct BombCase {
  const char* name;
  std::function<std::string()> raw;
  const char* limit;  ///< that the refusal names; empty: the mail is read
};
std::ostream& operator<<(std::ostream& out, const BombCase& one) { return out << one.name; }
class Bombs : public testing::TestWithParam<BombCase> {};

TEST_P(Bombs, AreRefusedByNameAndInTime) {
  const std::string raw = GetParam().raw();
  ParseOptions options;
  options.words = english_and_german();
  const std::clock_t begun = std::clock();  // of this process, whatever else the machine does
  const auto mail = Mail::parse(raw, options);
  EXPECT_LT(static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC, 3.0);
  if (*GetParam().limit == '\0') {
    EXPECT_TRUE(mail) << to_string(mail.error());
    return;
  }
  ASSERT_FALSE(mail);
  EXPECT_THAT(mail.error().message, HasSubstr(GetParam().limit));
}

INSTANTIATE_TEST_SUITE_P(
    All, Bombs,
    testing::Values(
        BombCase{"groups_in_from", [] { return "From: " + repeated("g:", 60'000) + "\n\nx\n"; }, "nesting"},
        BombCase{"groups_in_cc_folded",
                 [] { return "From: a@b.example\nCC : " + repeated("g:\r\n ", 9'000) + "\n\nx\n"; }, "nesting"},
        BombCase{"groups_behind_an_open_quote", [] { return "To: \"" + repeated("g:", 60'000) + "\n\nx\n"; },
                 "nesting"},
        BombCase{"groups_in_an_attached_mail",
                 [] {
                   return "From: a@b.example\nContent-Type: message/rfc822\n\nTo: " + repeated("g:", 200'000) +
                          "\n\nx\n";
                 },
                 "nesting"},
        BombCase{"groups_in_a_part",
                 [] {
                   return "From: a@b.example\nContent-Type: multipart/digest; boundary=x\n\n--x\n\nreply-to: " +
                          repeated("g:", 200'000) + "\n\n--x--\n";
                 },
                 "nesting"},
        BombCase{"comments_in_from", [] { return "From: " + repeated("(", 60'000) + "\n\nx\n"; }, "nesting"},
        BombCase{"comments_in_a_content_type",
                 [] { return "Content-Type: text/plain " + repeated("(", 60'000) + "\n\nx\n"; }, "nesting"},
        BombCase{"parameters", [] { return "Content-Type: text/plain" + repeated("; a=b", 40'000) + "\n\nx\n"; },
                 "nesting"},
        BombCase{"multiparts", [] { return nested(20'000, "multipart/mixed", "boundary="); }, "depth"},
        BombCase{"multiparts_with_extended_parameters", [] { return nested(20'000, "multipart/mixed", "boundary*0="); },
                 "depth"},
        BombCase{"attached_mails", [] { return nested(100'000, "message/rfc822", ""); }, "depth"},
        BombCase{"parts", [] { return "Content-Type: multipart/mixed; boundary=b\n\n" + repeated("--b\n\n", 500'000); },
                 "parts"},
        BombCase{"headers", [] { return repeated("X: y\n", 5'000) + "\nx\n"; }, "headers"},
        BombCase{"encoded_words", [] { return "Subject: " + repeated("=?utf-8?b?QQ==?= ", 9'000) + "\n\nx\n"; },
                 "encoded_words"},
        BombCase{"nul_in_a_header", [] { return std::string("Subject: a\0b\n\nx\n", 16); }, "NUL"},
        BombCase{"forwarded_groups_in_the_text",
                 [] {
                   return "From: a@b.example\nSubject: Fwd: x\n\n---------- Forwarded message ---------\nFrom: " +
                          repeated("g:", 500'000) + "\nDate: Mon, May 4, 2026 at 9:15 AM\nSubject: x\nTo: y\n\nz\n";
                 },
                 "nesting"},
        BombCase{"forwarded_groups_in_german",
                 [] {
                   return "From: a@b.example\nSubject: WG: x\n\n---------- Forwarded message ---------\nVon: " +
                          repeated("g:", 500'000) + "\nDatum: Mo., 4. Mai 2026\nBetreff: x\nAn: y\n\nz\n";
                 },
                 ""},
        BombCase{"colons_in_a_text",
                 [] { return "From: a@b.example\n\nat 16:00\n" + repeated("16:00 (4 pm)\n", 20'000); }, ""},
        BombCase{"a_long_but_honest_to",
                 [] {
                   return "From: a@b.example\nTo: " + repeated("=?utf-8?q?J=C3=BCrgen?= <j@b.example>,\n ", 500) +
                          "k@b.example\n\nx\n";
                 },
                 ""}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace connections::mail
