// What a reader process answers is believed no more than a mail: all of it fits, or none of it is taken.
#include "sync/reading_messages.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "store/tables/extraction_json.h"
#include "sync/describe_mail.h"

namespace connections::sync {
namespace {

using worker::Message;

ReadMail read_mail() {
  ReadMail read;
  read.facts.platform = "airbnb";
  read.facts.rule_book = "abc";
  read.facts.kind = MailKind::kConfirmed;
  read.facts.may = Permission::kReview;
  read.facts.problems.push_back({"budget", "not UTF-8: \xff"});
  read.authenticated = true;
  read.authentication = "airbnb.com passed";
  read.holds_for = "1.0.0";
  read.received = *parse_rfc3339("2026-05-20T09:00:00Z");
  return read;
}

TEST(ReadingMessages, CarryEveryMemberOfAReading) {
  const ReadMail before = read_mail();
  const auto after = read_mail_from(to_message(before));
  ASSERT_TRUE(after) << to_string(after.error());
  EXPECT_EQ(store::to_json(after->facts), store::to_json(before.facts));
  EXPECT_EQ(after->authenticated, before.authenticated);
  EXPECT_EQ(after->authentication, before.authentication);
  EXPECT_EQ(after->holds_for, before.holds_for);
  EXPECT_EQ(after->received, before.received);
  EXPECT_FALSE(after->description);
}

TEST(ReadingMessages, CarryADescriptionWithItsReading) {
  ReadMail before = read_mail();
  before.description = description_of("From: a@example.com\nSubject: x\n\nbody\n", std::nullopt, {});
  const auto after = read_mail_from(to_message(before));
  ASSERT_TRUE(after) << to_string(after.error());
  ASSERT_TRUE(after->description);
  EXPECT_EQ(after->description->subject, "x");
  EXPECT_EQ(after->holds_for, before.holds_for);
}

TEST(ReadingMessages, CarryEveryMemberOfADescription) {
  const std::string raw = "From: Ada <a@example.com>\nSubject: x\nX-Odd: \xff\xfe\nX-Odd: again\n\nbody \x01\n";
  const auto before = description_of(raw, std::nullopt, *parse_rfc3339("2026-05-20T09:00:00Z"));
  const auto after = description_from(to_message(before));
  ASSERT_TRUE(after) << to_string(after.error());
  EXPECT_EQ(after->from_address, before.from_address);
  EXPECT_EQ(after->subject, before.subject);
  EXPECT_EQ(after->received_at, before.received_at);
  EXPECT_TRUE(after->raw_metadata == before.raw_metadata);
  EXPECT_EQ(description_from(to_message(unreadable("too deep")))->raw_metadata.at("unreadable"), "too deep");
}

TEST(ReadingMessages, CarryARequest) {
  const ReadRequest before{.platform = "auto",
                           .engine_version = "1.0.0",
                           .trusted_borders = {"mx.one.example", "mx.two.example"},
                           .received = {},
                           .processed = *parse_rfc3339("2026-05-20T09:00:00Z"),
                           .describe = true,
                           .raw = std::string("a\0b", 3)};
  const auto after = request_from(to_message(before));
  ASSERT_TRUE(after);
  const auto& read = std::get<ReadRequest>(*after);
  EXPECT_EQ(read.platform, before.platform);
  EXPECT_EQ(read.engine_version, before.engine_version);
  EXPECT_EQ(read.trusted_borders, before.trusted_borders);
  EXPECT_EQ(read.received, before.received);
  EXPECT_EQ(read.processed, before.processed);
  EXPECT_TRUE(read.describe);
  EXPECT_EQ(read.raw, before.raw);
}

TEST(ReadingMessages, AReplyThatDoesNotFitIsRefused) {
  const Message good = to_message(read_mail());
  const auto with = [&](std::size_t index, std::string text) {
    Message bad = good;
    bad[index] = std::move(text);
    return bad;
  };
  const std::string nested(100'000, '[');
  for (const Message& bad :
       {Message{}, Message(4), Message(6), with(0, ""), with(0, "null"), with(0, "{}"), with(0, nested),
        with(0, std::string(kMostExtractionBytes + 1, ' ')), with(1, "yes"), with(1, ""),
        with(2, std::string(1u << 20, 'x')), with(4, ""), with(4, "12 o'clock"), with(4, "99999999999999999999")})
    EXPECT_FALSE(read_mail_from(Message(bad))) << bad.size();
  auto json = nlohmann::json::parse(good[0]);
  json["kind"] = "invented";
  EXPECT_FALSE(read_mail_from(with(0, json.dump())));
}

TEST(ReadingMessages, ADescriptionThatDoesNotFitIsRefused) {
  const Message good = to_message(description_of("From: a@example.com\n\nx\n", std::nullopt, {}));
  Message odd = good, other = good, when = good;
  odd.emplace_back("half a header");
  other[0] = "maybe";
  when[1] = "soon";
  for (const Message& bad : {Message{}, Message{"unreadable"}, Message{"readable", ""}, odd, other, when})
    EXPECT_FALSE(description_from(Message(bad)));
}

TEST(ReadingMessages, WhatIsTooLargeToPassOnIsLeftToAPerson) {
  ReadMail read = read_mail();
  read.facts.may = Permission::kEnrich;
  Fact fact{.field = Field::kGuestName,
            .value = std::string(kMostExtractionBytes, 'x'),
            .confidence = Confidence(0.9),
            .state = FactState::kAccepted,
            .reason = {},
            .candidates = {}};
  read.facts.facts.push_back(fact);
  const auto after = read_mail_from(to_message(read));
  ASSERT_TRUE(after);
  EXPECT_TRUE(after->facts.facts.empty());
  EXPECT_EQ(after->facts.may, Permission::kReview);
  EXPECT_EQ(after->facts.problems.at(0).code, "budget");
}

}  // namespace
}  // namespace connections::sync
