// Who may be believed to have sent a mail: by the verdict of the border that took it in, read by the grammar.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "mail/mail.h"
#include "unit/mail/passed_headers.h"

namespace connections::mail {
namespace {

using testing::HasSubstr;

struct AuthCase {
  const char* name;
  std::string headers;
  AuthState state;
  const char* reason = "";
  std::vector<std::string> borders{"mx.google.com"};
};
std::ostream& operator<<(std::ostream& out, const AuthCase& one) { return out << one.name; }
class Authentication : public testing::TestWithParam<AuthCase> {};

TEST_P(Authentication, FollowsTheBorder) {
  ParseOptions options;
  options.trusted_borders = GetParam().borders;
  const auto mail = Mail::parse(GetParam().headers + "Subject: s\n\nx\n", options);
  ASSERT_TRUE(mail) << to_string(mail.error());
  EXPECT_EQ(name(mail->auth().state), name(GetParam().state)) << mail->auth().reason;
  EXPECT_THAT(mail->auth().reason, HasSubstr(GetParam().reason));
}

constexpr auto named = [](const auto& info) { return std::string(info.param.name); };

INSTANTIATE_TEST_SUITE_P(
    Honest, Authentication,
    testing::Values(
        AuthCase{"dmarc_with_gmails_header_i", kHop + kBorder + kPass + kFrom, AuthState::kPassed},
        AuthCase{"header_d", kHop + kBorder + results("dkim=pass header.d=mail.platform.example header.s=s1") + kFrom,
                 AuthState::kPassed, "mail.platform.example"},
        AuthCase{
            "a_second_signature_that_is_somebody_elses",
            kHop + kBorder + results("dkim=pass header.d=platform.example; dkim=fail header.d=mailer.example") + kFrom,
            AuthState::kPassed},
        AuthCase{"two_keys_one_unknown",
                 kHop + kBorder +
                     results("dkim=pass header.d=platform.example header.s=rsa; dkim=fail "
                             "header.d=platform.example header.s=ed") +
                     kFrom,
                 AuthState::kPassed},
        AuthCase{"a_bounce_address_with_signs",
                 kHop + kBorder +
                     results("dkim=pass header.d=platform.example; spf=pass "
                             "smtp.mailfrom=prvs=12=bounce+a=b.example@platform.example") +
                     kFrom,
                 AuthState::kPassed},
        AuthCase{
            "spaces_comments_and_version",
            kHop + kBorder +
                "Authentication-Results: mx.google.com 1 ;\n dkim = pass (2048-bit key) header.d = platform.example "
                "reason = \"good; signature\" ;\n" +
                kFrom,
            AuthState::kPassed},
        AuthCase{"verdict_above_the_borders_received",
                 "Received: from store.post.example by imap.post.example with LMTP; x\n"
                 "Authentication-Results: mx1.post.example; x-ptr=pass\n"
                 "Authentication-Results: mx1.post.example; dkim=pass header.d=platform.example\n"
                 "Received: from out7.platform.example (out7.platform.example [198.51.100.7])\n"
                 " by mx1.post.example (Postfix) with ESMTPS id 1 for <host@post.example>; x\n" +
                     kFrom,
                 AuthState::kPassed,
                 "",
                 {"mx1.post.example"}},
        AuthCase{"above_and_below_agree",
                 results("dkim=pass header.d=platform.example header.s=s1") + kHop + kBorder + kPass + kFrom,
                 AuthState::kPassed},
        AuthCase{
            "qmails_note_above",
            "Received: (qmail 4711 invoked by uid 89); 13 Jan 2027 07:00:02 -0000\n" + kHop + kBorder + kPass + kFrom,
            AuthState::kPassed},
        AuthCase{
            "hops_inside_by_what_the_receiver_noted",
            "Received: from in1.google.com (in1.google.com [203.0.113.80]) by store.google.com with LMTP; x\n"
            "Received: from localhost (unknown [IPv6:::1]) by in1.google.com (Postfix; a comment) with ESMTP; x\n" +
                kBorder + kPass + kFrom,
            AuthState::kPassed},
        AuthCase{"comma_in_an_unquoted_name",
                 kHop + kBorder + kPass + "From: Stays, by Platform <stays@platform.example>\n", AuthState::kPassed},
        AuthCase{"comment_behind_the_address", kHop + kBorder + kPass + "From: stays@platform.example (Platform)\n",
                 AuthState::kPassed}),
    named);

INSTANTIATE_TEST_SUITE_P(
    NoVerdict, Authentication,
    testing::Values(
        AuthCase{"none", kFrom, AuthState::kAbsent, "no Received header"},
        AuthCase{"no_received_around_it", kPass + kFrom, AuthState::kAbsent, "no Received header"},
        AuthCase{
            "another_system_took_it_in",
            "Received: from x.evil.example (x [203.0.113.5]) by mail.host.example with ESMTPS; x\n" + kPass + kFrom,
            AuthState::kAbsent, "mail.host.example"},
        AuthCase{"another_system_and_a_forged_border",
                 "Received: from x.evil.example (x [203.0.113.5]) by mail.host.example with ESMTPS; x\n" + kBorder +
                     kPass + kFrom,
                 AuthState::kAbsent, "mail.host.example"},
        AuthCase{"another_system_that_names_no_sender",
                 "Received: by mail.host.example (Postfix); x\n" + kBorder + kPass + kFrom, AuthState::kAbsent,
                 "mail.host.example"},
        AuthCase{"border_only_in_a_comment",
                 "Received: from x.evil.example (by mx.google.com) by mail.host.example; x\n" + kPass + kFrom,
                 AuthState::kAbsent, "mail.host.example"},
        AuthCase{"border_as_a_name_below_another",
                 "Received: from x by mx.google.com.evil.example; x\n" + kPass + kFrom, AuthState::kAbsent,
                 "evil.example"},
        AuthCase{"headers_of_the_mail_between",
                 kHop + kBorder + "DKIM-Signature: v=1; d=platform.example; h=from; b=x\n" + kPass + kFrom,
                 AuthState::kAbsent, "no verdict"},
        AuthCase{"below_a_verdict_of_another",
                 kHop + kBorder + "Authentication-Results: mx.other.example; dkim=none\n" + kPass + kFrom,
                 AuthState::kAbsent},
        AuthCase{
            "no_border_named", kHop + kBorder + kPass + kFrom, AuthState::kAbsent, "not a trusted mail border", {}}),
    named);

INSTANTIATE_TEST_SUITE_P(
    Refused, Authentication,
    testing::Values(
        AuthCase{"failed",
                 kHop + kBorder +
                     results("dkim=fail header.i=@platform.example; dmarc=fail header.from=platform.example") + kFrom,
                 AuthState::kFailed, "DKIM did not pass"},
        AuthCase{"forged_below_the_borders_own",
                 kHop + kBorder + results("dkim=none; dmarc=fail header.from=platform.example") + kPass + kFrom,
                 AuthState::kFailed},
        AuthCase{"forged_below_a_neutral_one", kHop + kBorder + results("dkim=none") + kPass + kFrom,
                 AuthState::kFailed},
        AuthCase{"header_i_alone", kHop + kBorder + results("dkim=pass header.i=@platform.example") + kFrom,
                 AuthState::kFailed},
        AuthCase{"header_i_of_another_signer",
                 kHop + kBorder + results("dkim=pass header.d=evil.example header.i=@platform.example") + kFrom,
                 AuthState::kFailed},
        AuthCase{"mailfrom_alone", kHop + kBorder + results("spf=pass smtp.mailfrom=b@platform.example") + kFrom,
                 AuthState::kFailed},
        AuthCase{
            "another_from",
            kHop + kBorder + results("dkim=pass header.d=evil.example; dmarc=pass header.from=evil.example") + kFrom,
            AuthState::kFailed},
        AuthCase{"a_name_that_only_begins_alike",
                 kHop + kBorder + results("dkim=pass header.d=platform.example.evil.example") + kFrom,
                 AuthState::kFailed},
        AuthCase{"a_public_suffix", kHop + kBorder + results("dkim=pass header.d=co.uk") + "From: a@platform.co.uk\n",
                 AuthState::kFailed},
        AuthCase{"another_tenant_of_a_private_suffix",
                 kHop + kBorder + results("dkim=pass header.d=evil.github.io") + "From: a@platform.github.io\n",
                 AuthState::kFailed},
        AuthCase{"dmarc_fails_where_dkim_passes",
                 kHop + kBorder +
                     results("dkim=pass header.d=platform.example; dmarc=fail header.from=platform.example") + kFrom,
                 AuthState::kFailed, "DMARC did not pass"},
        AuthCase{"dkim_fails_where_dmarc_passes",
                 kHop + kBorder +
                     results("dkim=fail header.d=platform.example; spf=pass; dmarc=pass header.from=platform.example") +
                     kFrom,
                 AuthState::kFailed, "DKIM did not pass"},
        AuthCase{"the_same_signature_passes_and_fails",
                 kHop + kBorder +
                     results("dkim=fail header.d=platform.example header.s=s1; dkim=pass "
                             "header.d=platform.example header.s=s1") +
                     kFrom,
                 AuthState::kFailed},
        AuthCase{"length_tag",
                 kHop + kBorder + kPass +
                     "DKIM-Signature: v=1; a=rsa-sha256;\n d=mail.platform.example; h=from:subject; l = 20; b=x\n" +
                     kFrom,
                 AuthState::kFailed, "l="},
        AuthCase{
            "unreadable_signature",
            kHop + kBorder + kPass + "DKIM-Signature: v=1; d=platform.example; d=evil.example; h=from; b=x\n" + kFrom,
            AuthState::kFailed},
        AuthCase{"two_froms", kHop + kBorder + kPass + kFrom + "From: a@evil.example\n", AuthState::kFailed, "from"},
        AuthCase{"two_subjects", kHop + kBorder + kPass + kFrom + "Subject: other\n", AuthState::kFailed, "subject"},
        AuthCase{"two_dates", kHop + kBorder + kPass + kFrom + "Date: a\ndate: b\n", AuthState::kFailed, "date"},
        AuthCase{
            "two_content_types",
            kHop + kBorder + kPass + kFrom + "Content-Type: text/plain\nContent-Type: multipart/mixed; boundary=b\n",
            AuthState::kFailed, "content-type"},
        AuthCase{
            "two_encodings",
            kHop + kBorder + kPass + kFrom + "Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 8bit\n",
            AuthState::kFailed, "content-transfer-encoding"},
        AuthCase{"a_structure_that_nobody_signed",
                 kHop + kBorder + kPass +
                     "DKIM-Signature: v=1; a=rsa-sha256; d=platform.example; h=from:subject; b=x\n" + kFrom +
                     "Content-Type: multipart/mixed; boundary=b\n",
                 AuthState::kAbsent, "Content-Type"},
        AuthCase{"two_senders_in_one_from", kHop + kBorder + kPass + "From: stays@platform.example, a@evil.example\n",
                 AuthState::kFailed},
        AuthCase{"two_angles_in_one_from", kHop + kBorder + kPass + "From: <stays@platform.example> <a@evil.example>\n",
                 AuthState::kFailed},
        AuthCase{"two_ats", kHop + kBorder + kPass + "From: a@evil.example@platform.example\n", AuthState::kFailed},
        AuthCase{"comment_inside_the_address", kHop + kBorder + kPass + "From: <stays@(x)platform.example>\n",
                 AuthState::kFailed},
        AuthCase{"unclosed_quote_in_from", kHop + kBorder + kPass + "From: \"x <stays@platform.example>\n",
                 AuthState::kFailed}),
    named);

/// Trace headers in which the sender's own words, which receivers copy, look like the receiver's.
const std::string kOther = " (mail.evil.example [203.0.113.5]) by mail.host.example (Postfix) with ESMTP id 7; x\n";
const std::string kSibling = " by old.google.com (Postfix) with ESMTP id 7; x\n";
INSTANTIATE_TEST_SUITE_P(
    WordsOfTheSenderInTheTrace, Authentication,
    testing::Values(
        AuthCase{"helo_that_says_by", "Received: from x by mx.google.com" + kOther + kPass + kFrom, AuthState::kAbsent,
                 "two ways"},
        AuthCase{"helo_that_says_by_behind_a_comment",
                 "Received: from mail.evil.example (HELO x) by mx.google.com (x)" + kOther + kPass + kFrom,
                 AuthState::kAbsent, "two ways"},
        AuthCase{"helo_that_ends_the_trace", "Received: from x by mx.google.com; y" + kOther + kPass + kFrom,
                 AuthState::kAbsent, "two ways"},
        AuthCase{"helo_with_a_quote_is_no_hop_inside", "Received: from x\"" + kOther + kBorder + kPass + kFrom,
                 AuthState::kAbsent, "two ways"},
        AuthCase{"helo_with_a_parenthesis_is_no_hop_inside", "Received: from x(" + kOther + kBorder + kPass + kFrom,
                 AuthState::kAbsent, "two ways"},
        AuthCase{"helo_localhost_at_a_sibling_of_the_border",
                 "Received: from localhost (mail.evil.example [203.0.113.5])" + kSibling + kBorder + kPass + kFrom,
                 AuthState::kAbsent, "old.google.com"},
        AuthCase{"helo_of_the_border_and_no_name_for_the_address",
                 "Received: from mx.google.com (unknown [203.0.113.5])" + kSibling + kBorder + kPass + kFrom,
                 AuthState::kAbsent, "old.google.com"},
        AuthCase{"a_name_that_may_be_forged",
                 "Received: from mx.google.com (mx.google.com [203.0.113.5] (may be forged))" + kSibling + kBorder +
                     kPass + kFrom,
                 AuthState::kAbsent, "old.google.com"},
        AuthCase{"helo_that_brings_a_comment",
                 "Received: from localhost (localhost [127.0.0.1]) (mail.evil.example [203.0.113.5])" + kSibling +
                     kBorder + kPass + kFrom,
                 AuthState::kAbsent, "old.google.com"},
        AuthCase{"a_verdict_above_against_the_borders_own",
                 kPass + kHop + kBorder + results("dkim=pass header.d=evil.example; dmarc=none") + kFrom,
                 AuthState::kFailed, "contradict"},
        AuthCase{"two_verdicts_above", kHop + kPass + results("dkim=none") + kBorder + kFrom, AuthState::kFailed,
                 "contradict"},
        AuthCase{"a_verdict_below_adds_nothing_to_one_above",
                 results("spf=pass smtp.mailfrom=a@evil.example") + kHop + kBorder + kPass + kFrom, AuthState::kFailed,
                 "neither"},
        AuthCase{"a_signature_fails_and_none_is_named",
                 kHop + kBorder +
                     results("dkim=fail header.d=platform.example; dkim=pass header.d=platform.example header.s=s1") +
                     kFrom,
                 AuthState::kFailed, "DKIM did not pass"},
        AuthCase{
            "an_unknown_version",
            kHop + kBorder + "Authentication-Results: mx.google.com 2; dkim=pass header.d=platform.example\n" + kFrom,
            AuthState::kAbsent},
        AuthCase{"bytes_that_are_no_text",
                 kHop + kBorder +
                     results("dkim=pass header.d=platform.example; spf=pass smtp.mailfrom=\xff@x.example") + kFrom,
                 AuthState::kAbsent}),
    named);

const std::string kSpf = "dkim=pass header.d=evil.example; spf=pass ";
INSTANTIATE_TEST_SUITE_P(
    InjectedByTheSender, Authentication,
    testing::Values(
        AuthCase{
            "encoded_word_that_closes_a_comment",
            kHop + kBorder +
                results(kSpf +
                        "(domain of =?us-ascii?q?x=29=3B_dkim=3Dpass_header.d=3Dplatform.example_=28?=@evil.example) "
                        "smtp.mailfrom=\"=?us-ascii?q?x=29=3B_dkim=3Dpass_header.d=3Dplatform.example_=28?=@evil."
                        "example\"") +
                kFrom,
            AuthState::kFailed, "neither"},
        AuthCase{
            "encoded_word_in_base64_that_closes_a_quote",
            kHop + kBorder +
                results(
                    kSpf +
                    "smtp.mailfrom=\"=?utf-8?b?eCI7IGRraW09cGFzcyBoZWFkZXIuZD1wbGF0Zm9ybS5leGFtcGxl?=@evil.example\"") +
                kFrom,
            AuthState::kFailed, "neither"},
        AuthCase{"encoded_word_that_holds_the_authserv_id",
                 kHop + kBorder +
                     "Authentication-Results: "
                     "=?utf-8?q?mx=2Egoogle=2Ecom=3B_dkim=3Dpass_header=2Ed=3Dplatform=2Eexample?=\n" +
                     kFrom,
                 AuthState::kAbsent},
        AuthCase{"quoted_local_part_that_closes_a_comment",
                 kHop + kBorder +
                     results(kSpf + "(domain of \"x); dkim=pass header.d=platform.example (\"@evil.example) "
                                    "smtp.mailfrom=a@evil.example") +
                     kFrom,
                 AuthState::kAbsent},
        AuthCase{"quoted_result", kHop + kBorder + results("\"dkim=pass\" header.d=platform.example") + kFrom,
                 AuthState::kAbsent},
        AuthCase{"result_inside_a_quoted_value",
                 kHop + kBorder + results(kSpf + "smtp.mailfrom=\"x; dkim=pass header.d=platform.example\"") + kFrom,
                 AuthState::kAbsent},
        AuthCase{"result_inside_a_comment",
                 kHop + kBorder + results("dkim=none (; dkim=pass header.d=platform.example)") + kFrom,
                 AuthState::kFailed},
        AuthCase{"repeated_property",
                 kHop + kBorder + results("dkim=pass header.d=evil.example header.d=platform.example") + kFrom,
                 AuthState::kAbsent},
        AuthCase{"unclosed_comment", kHop + kBorder + results("dkim=pass header.d=platform.example (") + kFrom,
                 AuthState::kAbsent},
        AuthCase{"unclosed_quote", kHop + kBorder + results("dkim=pass header.d=platform.example reason=\"x") + kFrom,
                 AuthState::kAbsent},
        AuthCase{"encoded_from_that_holds_an_address",
                 kHop + kBorder + results("dkim=pass header.d=evil.example; dmarc=pass header.from=evil.example") +
                     "From: =?utf-8?q?Platform_=3Cstays=40platform.example=3E=2C?= <a@evil.example>\n",
                 AuthState::kPassed, "evil.example"}),
    named);

TEST(Senders, AreReadBeforeEncodedWordsAreDecoded) {
  const auto mail = Mail::parse(
      "From: =?utf-8?q?Platform_=3Cstays=40platform.example=3E=2C?= <a@evil.example>\n"
      "Reply-To: =?utf-8?q?x=40platform=2Eexample?= <b@evil.example>\n\nx\n");
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->from().address, "a@evil.example");
  EXPECT_EQ(mail->from().name, "Platform <stays@platform.example>,");
  EXPECT_EQ(mail->view({PartKind::kReplyToAddress, {}})->text, "b@evil.example");
}

struct SteeringCase {
  const char* name;
  std::string headers;
  bool subject, kind;  ///< whether Subject and X-Kind may steer
};
std::ostream& operator<<(std::ostream& out, const SteeringCase& one) { return out << one.name; }
class SteeringHeaders : public testing::TestWithParam<SteeringCase> {};

TEST_P(SteeringHeaders, AreThoseThatTheSignatureCovers) {
  const auto mail = Mail::parse(kHop + kBorder + GetParam().headers + "\nx\n");
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->view({PartKind::kSubject, {}}) != nullptr, GetParam().subject);
  EXPECT_EQ(mail->view({PartKind::kHeader, "x-kind"}) != nullptr, GetParam().kind);
  EXPECT_EQ(mail->header_counts("X-Kind"), GetParam().kind);
}

std::string signed_by(const std::string& names) {
  return "DKIM-Signature: v=1; a=rsa-sha256; d=platform.example; s=s1;\n h=" + names + "; b=AbCd1234xyz\n";
}
const std::string kBody = kFrom + "Subject: s\nX-Kind: message\n";

INSTANTIATE_TEST_SUITE_P(
    All, SteeringHeaders,
    testing::Values(
        SteeringCase{"both_signed", kPass + signed_by("From:Subject:X-Kind") + kBody, true, true},
        SteeringCase{"unsigned_machine_header", kPass + signed_by("from:subject:\n to") + kBody, true, false},
        SteeringCase{"unsigned_subject", kPass + signed_by("from:x-kind") + kBody, false, true},
        SteeringCase{"no_signature_in_the_mail", kPass + kBody, true, false},
        SteeringCase{
            "a_signature_added_by_another",
            kPass + signed_by("from:subject") + "DKIM-Signature: v=1; d=evil.example; h=from:x-kind; b=x\n" + kBody,
            true, false},
        SteeringCase{"a_signature_added_in_the_same_name",
                     kPass + signed_by("from:subject") + signed_by("from:subject:x-kind") + kBody, true, false},
        SteeringCase{"machine_header_twice", kPass + signed_by("from:subject:x-kind") + "X-Kind: booked\n" + kBody,
                     true, false},
        SteeringCase{"not_authenticated", kBody, true, true},
        SteeringCase{"not_authenticated_and_twice", "X-KIND: booked\n" + kBody, true, false}),
    named);

}  // namespace
}  // namespace connections::mail
