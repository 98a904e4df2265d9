// What a run learns of a label, and what that costs; the archive here is a map.
#include "source/gmail/label/gmail_source.h"

#include <gmock/gmock.h>

#include "support/virtual_clock.h"

namespace connections::source {
namespace {

using test::Asked;
using test::Trouble;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAreArray;

class GmailSourceTest : public testing::Test {
 protected:
  explicit GmailSourceTest(test::FakeGmailTraits traits = {}) : gmail_(traits) {
    kept_.label = "Airbnb";
    label_ = gmail_.mailbox.add_label("Airbnb");
  }

  std::string add_mail(const std::set<std::string>& labels) {
    return gmail_.mailbox.add_mail("Subject: stay " + std::to_string(++mails_) + "\r\n\r\nAda Example\r\n", labels);
  }
  std::string add_mail() { return add_mail({"INBOX", label_}); }

  /// One run, as the lifecycle does it.
  Result<Changes> run(bool check_label = false) {
    gmail_.forget_counts();
    const auto source = make_gmail_source(access_to(gmail_, clock_));
    auto changes = source->changes(kept_, now_, check_label);
    if (!changes) return changes;
    if (changes->label) {
      kept_.label = changes->label->name;
      kept_.label_id = changes->label->id;
      kept_.label_checked_at = now_;
    }
    std::vector<std::string> wanted;
    for (const std::string& id : changes->ids)
      if (!archive_.contains(id)) wanted.push_back(id);
    missed_.clear();
    const auto fetched = source->fetch(
        wanted, [&](RawMail&& mail) { return archive_.emplace(mail.id, std::move(mail.bytes)).second; },
        [&](Unfetchable&& one) { missed_.emplace(one.id, one.error.code); });
    if (!fetched) return std::unexpected(fetched.error());
    kept_.cursor = changes->cursor;
    if (changes->full_list) kept_.listed_at = now_;
    return changes;
  }
  Changes must_run(bool check_label = false) {
    auto changes = run(check_label);
    if (!changes) throw std::runtime_error(to_string(changes.error()));
    return std::move(*changes);
  }

  void expect_whole() {
    std::map<std::string, std::string> expected;
    for (const std::string& id : gmail_.mailbox.list(label_)) expected[id] = gmail_.mailbox.mail(id)->bytes;
    EXPECT_EQ(archive_, expected);
  }

  test::FakeGmail gmail_;
  test::VirtualClock clock_;
  std::string label_;
  SyncPosition kept_;
  Instant now_ = *parse_rfc3339("2026-06-01T08:00:00Z");
  std::map<std::string, std::string> archive_;
  std::map<std::string, Errc> missed_;
  int mails_ = 0;
};

struct SmallPages : GmailSourceTest {
  SmallPages() : GmailSourceTest({.page_size = 3}) {}
};

TEST_F(SmallPages, TheFirstRunListsTheWholeLabelAndNothingElse) {
  for (int i = 0; i < 10; ++i) add_mail();
  add_mail({"INBOX"});
  const Changes changes = must_run();
  EXPECT_TRUE(changes.full_list);
  EXPECT_EQ(changes.cursor, gmail_.mailbox.head());
  EXPECT_EQ(archive_.size(), 10u);
  expect_whole();
  EXPECT_EQ(gmail_.asked(Asked::kList), 4);
  EXPECT_EQ(gmail_.asked(), 1 + 1 + 4 + 10);  // labels, profile, pages, mails
}

TEST_F(GmailSourceTest, AnUnchangedLabelCostsOneRequest) {
  add_mail();
  must_run();
  for (int i = 0; i < 5; ++i) {
    now_ += std::chrono::minutes{1};
    add_mail({"INBOX"});  // elsewhere in the mailbox there is life
    must_run();
    EXPECT_EQ(gmail_.asked(), 1);
    EXPECT_EQ(gmail_.asked(Asked::kHistory), 1);
  }
}

TEST_F(GmailSourceTest, ANewMailAndAMailLabelledLaterAreBothFound) {
  const std::string old = add_mail({"INBOX"});
  must_run();
  const std::string fresh = add_mail();
  gmail_.mailbox.label(old, label_);
  const Changes changes = must_run();
  EXPECT_FALSE(changes.full_list);
  EXPECT_THAT(changes.ids, UnorderedElementsAreArray({old, fresh}));
  expect_whole();
}

TEST_F(GmailSourceTest, AMailThatLostItsLabelBeforeTheRunIsReadAllTheSame) {
  must_run();
  const std::string id = add_mail({"INBOX"});
  gmail_.mailbox.label(id, label_);
  gmail_.mailbox.unlabel(id, label_);
  must_run();
  EXPECT_TRUE(archive_.contains(id));
}

struct Messy : GmailSourceTest {
  Messy() : GmailSourceTest({.page_size = 4, .messy_history = true}) {}
};

TEST_F(Messy, HistoryThatIsDoubledOutOfOrderAndFullOfEmptyPagesIsReadOnce) {
  must_run();
  for (int i = 0; i < 9; ++i) add_mail();
  const Changes changes = must_run();
  EXPECT_EQ(changes.ids.size(), 9u);
  EXPECT_GT(gmail_.asked(Asked::kHistory), 5);
  EXPECT_EQ(gmail_.asked(Asked::kRaw), 9);
  expect_whole();
}

TEST_F(SmallPages, WhatArrivesWhileTheLabelIsListedIsFoundByTheNextRun) {
  for (int i = 0; i < 8; ++i) add_mail();
  std::vector<std::string> late;
  gmail_.before = [&](Asked what, int nth) {
    if (what == Asked::kList && nth <= 3) late.push_back(add_mail());
  };
  must_run();
  gmail_.before = [](Asked, int) {};
  must_run();
  for (const std::string& id : late) EXPECT_TRUE(archive_.contains(id));
  expect_whole();
}

TEST_F(SmallPages, WhatArrivesWhileHistoryIsPagedIsFoundByTheNextRun) {
  must_run();
  for (int i = 0; i < 8; ++i) add_mail();
  gmail_.before = [&](Asked what, int nth) {
    if (what == Asked::kHistory && nth == 2) add_mail();
  };
  must_run();
  gmail_.before = [](Asked, int) {};
  must_run();
  expect_whole();
}

TEST_F(GmailSourceTest, ACursorThatIsTooOldMeansAFullList) {
  add_mail();
  must_run();
  gmail_.mailbox.forget_history();
  add_mail();
  EXPECT_TRUE(must_run().full_list);
  expect_whole();
  EXPECT_EQ(kept_.cursor, gmail_.mailbox.head());
  EXPECT_EQ(gmail_.asked(Asked::kLabels), 1);
}

TEST_F(GmailSourceTest, ACursorThatIsNoneMeansAFullList) {
  add_mail();
  must_run();
  gmail_.faults.order(Asked::kHistory, Trouble::k400);
  EXPECT_TRUE(must_run().full_list);
}

TEST_F(SmallPages, APageTokenThatExpiresBeginsTheListAgain) {
  for (int i = 0; i < 8; ++i) add_mail();
  gmail_.before = [&](Asked what, int nth) {
    if (what == Asked::kList && nth == 2) gmail_.faults.order(Asked::kList, Trouble::k400);
  };
  must_run();
  EXPECT_EQ(gmail_.asked(Asked::kList), 3 + 3);
  gmail_.before = [](Asked, int) {};
  for (int i = 0; i < 8; ++i) add_mail();
  gmail_.before = [&](Asked what, int nth) {
    if (what == Asked::kHistory && nth == 1) gmail_.faults.order(Asked::kHistory, Trouble::k400);
  };
  EXPECT_FALSE(must_run().full_list);
  expect_whole();
}

TEST_F(SmallPages, PageTokensThatNeverHoldEndTheRunInsteadOfALoop) {
  for (int i = 0; i < 8; ++i) add_mail();
  gmail_.before = [&](Asked what, int nth) {
    if (what == Asked::kList && nth % 2 == 1) gmail_.faults.order(Asked::kList, Trouble::k400);
  };
  EXPECT_EQ(run().error().code, Errc::kSourceFailed);
}

TEST_F(GmailSourceTest, AListingFromTimeToTimeFindsWhatHistoryMissed) {
  must_run();
  add_mail();
  kept_.cursor = gmail_.mailbox.head();  // as if history had left it out
  now_ += std::chrono::hours{23};
  must_run();
  EXPECT_TRUE(archive_.empty());
  now_ += std::chrono::hours{1};
  EXPECT_TRUE(must_run().full_list);
  expect_whole();
  now_ += std::chrono::minutes{1};
  EXPECT_FALSE(must_run().full_list);
}

TEST_F(GmailSourceTest, TheLabelIsLookedUpWhenDueWhenItIsTouchedAndWhenAsked) {
  must_run();
  must_run();
  EXPECT_EQ(gmail_.asked(Asked::kLabels), 0);
  must_run(true);
  EXPECT_EQ(gmail_.asked(Asked::kLabels), 1);
  now_ += kLabelCheck;
  must_run();
  EXPECT_EQ(gmail_.asked(Asked::kLabels), 1);
  add_mail();
  must_run();
  EXPECT_EQ(gmail_.asked(Asked::kLabels), 1);
}

TEST_F(GmailSourceTest, ALabelThatIsNotThereIsToldWithThoseThatAre) {
  kept_.label = "airbnb";
  const auto changes = run();
  ASSERT_FALSE(changes);
  EXPECT_EQ(changes.error().code, Errc::kLabelNotFound);
  EXPECT_THAT(changes.error().message, HasSubstr("'Airbnb'"));
  kept_.label.clear();
  EXPECT_EQ(run().error().code, Errc::kLabelNotConfigured);
  EXPECT_EQ(gmail_.asked(), 0);
}

TEST_F(GmailSourceTest, ADeletedLabelWithMailsIsNoticedAtOnce) {
  add_mail();
  must_run();
  gmail_.mailbox.delete_label(label_);
  EXPECT_EQ(run().error().code, Errc::kLabelNotFound);
}

TEST_F(GmailSourceTest, ADeletedLabelWithoutMailsIsNoticedWithinTheQuarterOfAnHour) {
  must_run();
  gmail_.mailbox.delete_label(label_);
  EXPECT_TRUE(run());
  now_ += kLabelCheck;
  EXPECT_EQ(run().error().code, Errc::kLabelNotFound);
}

TEST_F(GmailSourceTest, ARenamedLabelIsFollowedWithoutListingItAgain) {
  add_mail();
  must_run();
  gmail_.mailbox.rename_label(label_, "Stays");
  add_mail();
  const Changes changes = must_run();
  ASSERT_TRUE(changes.label);
  EXPECT_TRUE(changes.label->renamed);
  EXPECT_EQ(kept_.label, "Stays");
  EXPECT_FALSE(changes.full_list);
  expect_whole();
}

TEST_F(GmailSourceTest, ALabelMadeAnewIsReadFromTheStart) {
  add_mail();
  must_run();
  gmail_.mailbox.delete_label(label_);
  label_ = gmail_.mailbox.add_label("Airbnb");
  const std::string id = add_mail();
  const Changes changes = must_run();
  ASSERT_TRUE(changes.label);
  EXPECT_TRUE(changes.label->remade);
  EXPECT_TRUE(changes.full_list);
  EXPECT_THAT(changes.ids, ElementsAre(id));
  EXPECT_EQ(archive_.size(), 2u);  // the first one stays
}

TEST_F(GmailSourceTest, AMailOfTheLabelThatTookTheOldNamesPlaceIsNotRead) {
  must_run();
  gmail_.mailbox.rename_label(label_, "Private");
  const std::string old = label_;
  label_ = gmail_.mailbox.add_label("Airbnb");
  const std::string secret = add_mail({old});
  must_run();
  EXPECT_FALSE(archive_.contains(secret));
}

TEST_F(GmailSourceTest, AMailThatIsDeletedBetweenListAndFetchIsToldAndTheRestArrives) {
  for (int i = 0; i < 5; ++i) add_mail();
  const std::string gone = gmail_.mailbox.list(label_)[2];
  gmail_.before = [&](Asked what, int) {
    if (what == Asked::kRaw) gmail_.mailbox.delete_mail(gone);
  };
  must_run();
  EXPECT_EQ(missed_, (std::map<std::string, Errc>{{gone, Errc::kNotFound}}));
  expect_whole();
}

TEST_F(GmailSourceTest, AMailOfFortyMegabytesArrivesByteForByte) {
  std::string big = "Subject: photos\r\n\r\n";
  for (std::size_t i = 0; big.size() < 40'000'000; ++i) big += std::to_string(i * 2'654'435'761u) + "\r\n";
  gmail_.mailbox.add_mail(big, {label_});
  must_run();
  expect_whole();
}

TEST_F(GmailSourceTest, AMailTooLargeIsToldWithTheLimitAndNotTriedAgainInThisRun) {
  gmail_.mailbox.add_mail(std::string(54'000'000, 'x'), {label_});
  add_mail();
  must_run();
  ASSERT_EQ(missed_.size(), 1u);
  EXPECT_EQ(missed_.begin()->second, Errc::kLimitExceeded);
  EXPECT_EQ(gmail_.asked(Asked::kRaw), 2);
  EXPECT_EQ(archive_.size(), 1u);
}

TEST_F(GmailSourceTest, ATokenRevokedInTheMiddleKeepsWhatArrivedAndTheCursorStays) {
  for (int i = 0; i < 40; ++i) add_mail();
  gmail_.before = [&](Asked what, int nth) {
    if (what == Asked::kRaw && nth == 15) gmail_.tokens.revoke();
  };
  EXPECT_EQ(run().error().code, Errc::kInvalidGrant);
  EXPECT_GE(archive_.size(), 5u);
  EXPECT_EQ(kept_.cursor, "");
  gmail_.before = [](Asked, int) {};
  gmail_.tokens.reconnect();
  must_run();
  expect_whole();
}

struct Emulator : GmailSourceTest {
  Emulator() : GmailSourceTest({.has_profile = false}) {}
};

TEST_F(Emulator, WithoutAProfileTheNewestMailGivesTheFirstPosition) {
  for (int i = 0; i < 3; ++i) add_mail();
  must_run();
  expect_whole();
  EXPECT_NE(kept_.cursor, "");
  add_mail();
  EXPECT_FALSE(must_run().full_list);
  expect_whole();
}

TEST_F(Emulator, WithoutAnyMailEveryRunListsUntilThereIsOne) {
  must_run();
  EXPECT_EQ(kept_.cursor, "");
  add_mail();
  EXPECT_TRUE(must_run().full_list);
  expect_whole();
}

struct Numbers : GmailSourceTest {
  Numbers() : GmailSourceTest({.numbers_as_numbers = true}) {}
};

TEST_F(Numbers, AHistoryIdThatIsANumberIsTaken) {
  add_mail();
  must_run();
  EXPECT_TRUE(run());
}

TEST_F(GmailSourceTest, HistoryThatDoesNotSayWhereAMailIsLeadsToAListing) {
  test::WebServer web;
  const auto json = [](const char* text) {
    return [text](const httplib::Request&, httplib::Response& out) { out.set_content(text, "application/json"); };
  };
  web.server.Get("/gmail/v1/users/me/history",
                 json(R"({"historyId":"12","history":[{"messagesAdded":[{"message":{"id":"m9"}}]}]})"));
  web.server.Get("/gmail/v1/users/me/messages", json(R"({"messages":[{"id":"m1"}]})"));
  web.start();
  GmailAccess access = access_to(gmail_, clock_);
  access.endpoints.api_url = web.url("");
  kept_ = {.label = "Airbnb", .label_id = label_, .label_checked_at = now_, .cursor = "9", .listed_at = now_};
  const auto changes = make_gmail_source(std::move(access))->changes(kept_, now_, false);
  ASSERT_TRUE(changes) << to_string(changes.error());
  EXPECT_TRUE(changes->full_list);
  EXPECT_THAT(changes->ids, ElementsAre("m1"));
}

}  // namespace
}  // namespace connections::source
