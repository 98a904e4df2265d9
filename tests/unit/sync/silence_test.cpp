// What counts as silence, and which cause is named: facts and a moment in, alarms out.
#include <gmock/gmock.h>

#include "sync/silence/find_alarms.h"
#include "sync/silence/surprise.h"

namespace connections::sync {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::HasSubstr;

const Instant kNow = *parse_rfc3339("2026-06-30T12:00:00Z");

/// One stay every two days, each with its mail, up to a day ago; a connection that was synced a moment ago.
struct Silence : testing::Test {
  SilenceFacts facts;

  Silence() {
    facts.connections.push_back({});
    connection().id = {"c1"};
    connection().name = "Airbnb mails";
    connection().platform = "airbnb";
    connection().gmail_status = store::GmailStatus::kConnected;
    connection().created_at = kNow - days{200};
    connection().last_synced_at = kNow - hours{1};
    for (int i = 1; i <= 40; ++i) facts.stays.push_back({"airbnb", kNow - days{2 * i}, true});
    for (int i = 1; i <= 80; ++i) mails().push_back({"airbnb", kNow - days{i}, false, i % 2 == 0, true});
    facts.feeds.push_back({});
    feed().id = {"f1"};
    feed().platform = "airbnb";
    feed().property = "Mill Cottage";
    feed().shown_url = "https://calendar.example/…";
    feed().state.checked_at = kNow - hours{1};
  }
  store::Connection& connection() { return facts.connections.front().connection; }
  std::vector<store::SeenMail>& mails() { return facts.connections.front().mails; }
  std::optional<store::EmptiedLabel>& emptied() { return facts.connections.front().emptied; }
  store::Feed& feed() { return facts.feeds.front(); }
  /// The newest stays have no mail.
  void silence(int stays) {
    for (int i = 0; i < stays; ++i) facts.stays.at(static_cast<std::size_t>(i)).has_mail = false;
  }
  void fail_run(const std::string& error) {
    facts.connections.front().last_run = store::SyncRun{};
    facts.connections.front().last_run->status = store::RunStatus::kFailed;
    facts.connections.front().last_run->error = error;
  }
  /// "kind cause subject" of each alarm.
  std::vector<std::string> found() {
    std::vector<std::string> all;
    for (const Alarm& one : find_alarms(facts, kNow))
      all.push_back(std::string(name(one.kind)) + " " + std::string(name(one.cause)) + " " + one.subject());
    return all;
  }
  using Words = std::vector<std::string>;
};

TEST_F(Silence, AllIsWell) { EXPECT_EQ(found(), Words{}); }

TEST_F(Silence, AFewStaysWithoutMailsAreChance) {
  silence(2);
  EXPECT_EQ(found(), Words{});
  silence(4);
  EXPECT_EQ(found(), Words{"stays_without_mails unknown airbnb"});
}

TEST_F(Silence, AStayOfTodayMayStillGetItsMail) {
  for (int i = 0; i < 9; ++i) facts.stays.insert(facts.stays.begin(), {"airbnb", kNow - hours{9 - i}, false});
  EXPECT_EQ(found(), Words{});
}

TEST_F(Silence, AMailThatComesEndsIt) {
  silence(6);
  facts.stays.insert(facts.stays.begin(), {"airbnb", kNow - hours{1}, true});
  EXPECT_EQ(found(), Words{});
}

TEST_F(Silence, WhereMailsNeverCameNothingFellSilent) {
  for (auto& stay : facts.stays) stay.has_mail = false;
  EXPECT_EQ(found(), Words{}) << "no record of mails: arrivals say that none came";
  facts.stays.resize(5);
  EXPECT_EQ(found(), Words{}) << "too few to say what is usual";
}

TEST_F(Silence, WhereHalfOfTheMailsComeItTakesLonger) {
  for (std::size_t i = 0; i < facts.stays.size(); i += 2) facts.stays[i].has_mail = false;
  silence(6);
  EXPECT_EQ(found(), Words{});
  silence(14);
  EXPECT_EQ(found(), Words{"stays_without_mails unknown airbnb"});
}

TEST_F(Silence, OfAPlatformThatNothingReadsIsNone) {
  silence(9);
  connection().platform = "vrbo";
  EXPECT_EQ(found(), Words{});
}

/// Each cause of the elimination, and those before it again with what comes after it true as well.
TEST_F(Silence, NamesTheLikelyCause) {
  silence(9);
  EXPECT_EQ(found(), Words{"stays_without_mails unknown airbnb"});
  std::erase_if(mails(), [](const auto& mail) { return mail.received_at > kNow - days{25}; });
  EXPECT_EQ(found(), Words{"stays_without_mails filter airbnb"});
  emptied() = {60, kNow - days{2}};
  EXPECT_EQ(found(), (Words{"label_emptied emptied c1", "stays_without_mails emptied airbnb"}));
  emptied().reset();
  fail_run("NETWORK_FAILED");
  EXPECT_EQ(found(), Words{"stays_without_mails run airbnb"});
  connection().gmail_status = store::GmailStatus::kError;
  connection().gmail_error_code = "LABEL_NOT_FOUND";
  EXPECT_EQ(found(), Words{"stays_without_mails label airbnb"});
  connection().gmail_error_code = "invalid_grant";
  EXPECT_EQ(found(), Words{"stays_without_mails token airbnb"});
  const auto alarms = find_alarms(facts, kNow);
  EXPECT_THAT(alarms.front().what, HasSubstr("9 new stays of airbnb since 2026-06-12"));
  EXPECT_EQ(alarms.front().next, "connections gmail connect --connection c1");
}

TEST_F(Silence, ATemplateThatChangedIsTheCauseOfBoth) {
  silence(4);
  for (std::size_t i = 0; i < 5; ++i) mails()[i].unread = true;
  EXPECT_EQ(found(), (Words{"unknown_template template c1", "stays_without_mails template airbnb"}));
}

TEST_F(Silence, MailsThatWereAlwaysUnreadAreNoNewTemplate) {
  for (std::size_t i = 0; i < mails().size(); i += 2) mails()[i].unread = true;
  EXPECT_EQ(found(), Words{});
  for (std::size_t i = 0; i < mails().size(); ++i) mails()[i].unread = i < 2;
  EXPECT_EQ(found(), Words{}) << "two are chance";
}

TEST_F(Silence, ConfirmationsWithoutStaysBlameTheCalendar) {
  const auto without_stays = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) mails()[i].has_stay = false;
  };
  without_stays(4);
  EXPECT_EQ(found(), Words{}) << "one of them is older than two days";
  without_stays(12);
  EXPECT_EQ(found(), Words{"mails_without_stays calendar airbnb"});
  feed().state.checked_at = kNow - hours{30};
  EXPECT_EQ(found(), Words{"mails_without_stays idle airbnb"});
  feed().state.error = "FEED_INVALID: no events";
  feed().state.error_since = kNow - hours{5};
  EXPECT_EQ(found(), Words{"mails_without_stays feed airbnb"});
  feed().state.error_since = kNow - hours{25};
  EXPECT_EQ(found(), (Words{"mails_without_stays feed airbnb", "feed_stopped feed f1"}));
}

TEST_F(Silence, AFeedThatNobodyReadsIsOneThatStopped) {
  feed().state.checked_at = kNow - hours{73};
  EXPECT_EQ(found(), Words{"feed_stopped idle f1"});
  feed().shown_url = "/home/ada/calendar.ics";
  EXPECT_EQ(found(), Words{}) << "a file is read when somebody types so";
}

TEST_F(Silence, ALabelThatHasBeenEmptyForAMonthIsMeantToBe) {
  emptied() = {60, kNow - days{29}};
  EXPECT_EQ(found(), Words{"label_emptied emptied c1"});
  emptied() = {60, kNow - days{31}};
  EXPECT_EQ(found(), Words{});
}

TEST_F(Silence, AnAccessThatWillEndIsToldBefore) {
  connection().token_dies_at = kNow + hours{49};
  EXPECT_EQ(found(), Words{});
  connection().token_dies_at = kNow + hours{47};
  EXPECT_EQ(found(), Words{"token_dying token c1"});
  connection().gmail_status = store::GmailStatus::kError;
  connection().gmail_error_code = "invalid_grant";
  EXPECT_EQ(found(), Words{}) << "it is dead: health says so";
}

TEST_F(Silence, AMailboxThatNobodyReadsIsTold) {
  connection().last_synced_at = kNow - hours{73};
  EXPECT_EQ(found(), Words{"sync_stopped idle c1"});
  fail_run("NETWORK_FAILED: no answer");
  EXPECT_EQ(found(), Words{"sync_stopped run c1"});
  connection().gmail_status = store::GmailStatus::kPending;
  EXPECT_EQ(found(), Words{}) << "it was never connected";
}

/// The promise of the numbers: at most one false alarm in ten years, where 98 of 100 stays are announced.
TEST(Surprise, ThreeInARowAreNewsWhereNearlyAllComeAndAreRare) {
  const Record good{.good = 200, .all = 200};
  EXPECT_FALSE(is_silence(good, 2, 300));
  EXPECT_TRUE(is_silence(good, 3, 300));
  EXPECT_FALSE(is_silence(good, 3, 100'000)) << "who has many stays has many rows of three";
  EXPECT_FALSE(is_silence({.good = 7, .all = 7}, 100, 10)) << "no record";
}

}  // namespace
}  // namespace connections::sync
