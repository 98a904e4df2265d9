// When a mail was written, as far as that is proven: what years are counted from.
#include <gtest/gtest.h>

#include <string>

#include "mail/mail.h"
#include "unit/mail/passed_headers.h"

namespace connections::mail {
namespace {

constexpr auto named = [](const auto& info) { return std::string(info.param.name); };

struct WrittenCase {
  const char* name;
  std::string headers;
  const char* written;  ///< day
  bool proven;
};
std::ostream& operator<<(std::ostream& out, const WrittenCase& one) { return out << one.name; }
class Written : public testing::TestWithParam<WrittenCase> {};

TEST_P(Written, IsTheEarliestThatIsKnownAndProvenByTheSignatureOrTheWay) {
  const auto mail = Mail::parse(kHop + GetParam().headers + kFrom + "\nx\n");
  ASSERT_TRUE(mail);
  EXPECT_EQ(to_iso(day_of(mail->written())), GetParam().written) << mail->auth().reason;
  EXPECT_EQ(mail->written_proven(), GetParam().proven);
}

constexpr auto kSigned = "DKIM-Signature: v=1; a=rsa-sha256; d=platform.example; h=from; b=x\n";
constexpr auto kSignedDate = "DKIM-Signature: v=1; a=rsa-sha256; d=platform.example; h=from:date; b=x\n";
const std::string kSentOn =  // what a border says of a genuine mail that somebody else sent again
    "Received: from relay.evil.example (relay.evil.example. [203.0.113.5])\n"
    "        by mx.google.com with ESMTPS id c3d4; Wed, 13 Jan 2027 07:00:00 -0800 (PST)\n" +
    results("dkim=pass header.d=platform.example; spf=pass smtp.mailfrom=a@evil.example");
const std::string kNoSpf = results("dkim=pass header.d=platform.example");

INSTANTIATE_TEST_SUITE_P(
    All, Written,
    testing::Values(
        WrittenCase{"straight_from_the_platform", kBorder + kPass + kSigned + "Date: Tue, 12 Jan 2027 07:00:00 +0000\n",
                    "2027-01-12", true},
        WrittenCase{"a_date_behind_the_border", kBorder + kPass + kSigned + "Date: Sat, 12 Jun 2027 07:00:00 +0000\n",
                    "2027-01-13", true},
        WrittenCase{"sent_on_with_a_date_of_ones_own", kSentOn + kSigned + "Date: Tue, 12 Jan 2027 07:00:00 +0000\n",
                    "2027-01-12", false},
        WrittenCase{"sent_on_without_a_date", kSentOn + kSigned, "1970-01-01", false},
        WrittenCase{"sent_on_with_its_signed_date", kSentOn + kSignedDate + "Date: Sun, 12 Jan 2025 07:00:00 +0000\n",
                    "2025-01-12", true},
        WrittenCase{"no_word_of_spf_and_the_platforms_own_server",
                    kBorder + kNoSpf + kSigned + "Date: Tue, 12 Jan 2027 07:00:00 +0000\n", "2027-01-12", true},
        WrittenCase{"nobody_vouches", kBorder + "Date: Sat, 12 Jun 2027 07:00:00 +0000\n", "2027-06-12", true}),
    named);

}  // namespace
}  // namespace connections::mail
