// A Gmail connection from its first sync on: what is archived, what it costs, and what its status says.
#include <gmock/gmock.h>

#include "lifecycle/gmail_account.h"
#include "support/postgres.h"

namespace connections::test {
namespace {

using store::GmailStatus;
using testing::HasSubstr;
using testing::StartsWith;

struct GmailLifecycle : testing::Test {
  store::Database database = fresh_store();
  GmailAccount account{database};

  void must_sync() {
    const auto stats = account.sync();
    ASSERT_TRUE(stats) << to_string(stats.error());
  }
};

TEST_F(GmailLifecycle, TheFirstSyncArchivesTheLabelAndConnects) {
  for (int i = 0; i < 5; ++i) account.add_mail();
  account.add_mail({"INBOX"});
  EXPECT_EQ(account.connection().gmail_status, GmailStatus::kPending);
  const auto stats = account.sync();
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_EQ(stats->emails_archived, 5u);
  EXPECT_TRUE(stats->full_list);
  EXPECT_EQ(account.tape(), account.mailbox());
  const auto kept = account.connection();
  EXPECT_EQ(kept.gmail_status, GmailStatus::kConnected);
  EXPECT_EQ(kept.gmail_label_id, account.label);
  EXPECT_EQ(kept.history_cursor, account.gmail.mailbox.head());
  EXPECT_EQ(kept.listed_at, account.now);
  EXPECT_EQ(kept.label_checked_at, account.now);
}

TEST_F(GmailLifecycle, AnUnchangedLabelCostsOneRequest) {
  account.add_mail();
  must_sync();
  for (int i = 0; i < 3; ++i) {
    account.now += std::chrono::minutes{2};
    must_sync();
    EXPECT_EQ(account.gmail.asked(), 1);
  }
}

TEST_F(GmailLifecycle, AMailWhoseLabelIsTakenAwayOrThatIsDeletedStaysArchived) {
  const std::string unlabelled = account.add_mail(), deleted = account.add_mail();
  must_sync();
  account.gmail.mailbox.unlabel(unlabelled, account.label);
  account.gmail.mailbox.delete_mail(deleted);
  must_sync();
  account.now += std::chrono::hours{25};
  must_sync();
  EXPECT_EQ(account.tape().size(), 2u);
}

TEST_F(GmailLifecycle, ACursorThatIsTooOldHealsByItself) {
  account.add_mail();
  must_sync();
  account.gmail.mailbox.forget_history();
  account.add_mail();
  const auto stats = account.sync();
  ASSERT_TRUE(stats);
  EXPECT_TRUE(stats->full_list);
  EXPECT_EQ(stats->emails_archived, 1u);
  EXPECT_EQ(account.tape(), account.mailbox());
}

TEST_F(GmailLifecycle, ARevokedGrantIsAnErrorUntilThePersonReconnects) {
  account.add_mail();
  must_sync();
  account.gmail.tokens.revoke();
  const std::string late = account.add_mail();
  const Instant since = account.now += std::chrono::hours{1};
  for (int i = 0; i < 2; ++i, account.now += std::chrono::hours{1}) {
    const auto stats = account.sync();
    ASSERT_FALSE(stats);
    EXPECT_EQ(stats.error().code, Errc::kInvalidGrant);
    EXPECT_EQ(account.connection().gmail_status, GmailStatus::kError);
    EXPECT_THAT(account.connection().gmail_error, StartsWith("invalid_grant: "));
    EXPECT_EQ(account.connection().error_since, since);
    EXPECT_EQ(account.tape().size(), 1u);
  }
  account.gmail.tokens.reconnect();
  must_sync();
  EXPECT_EQ(account.connection().gmail_status, GmailStatus::kConnected);
  EXPECT_EQ(account.connection().gmail_error, "");
  EXPECT_EQ(account.connection().error_since, std::nullopt);
  EXPECT_TRUE(account.tape().contains(late));
}

TEST_F(GmailLifecycle, ATokenRevokedInTheMiddleKeepsWhatArrived) {
  for (int i = 0; i < 20; ++i) account.add_mail();
  account.gmail.before = [&](Asked what, int nth) {
    if (what == Asked::kRaw && nth == 8) account.gmail.tokens.revoke();
  };
  EXPECT_EQ(account.sync().error().code, Errc::kInvalidGrant);
  EXPECT_EQ(account.connection().history_cursor, "");
  const std::size_t before = account.tape().size();
  EXPECT_GT(before, 0u);
  account.gmail.before = [](Asked, int) {};
  account.gmail.tokens.reconnect();
  must_sync();
  EXPECT_EQ(account.tape(), account.mailbox());
  EXPECT_EQ(static_cast<std::size_t>(account.gmail.asked(Asked::kRaw)), 20 - before);
}

TEST_F(GmailLifecycle, WhenGmailIsOutOfReachTheStatusStays) {
  must_sync();
  account.gmail.faults.order(Asked::kHistory, Trouble::k503, 100);
  EXPECT_FALSE(account.sync());
  EXPECT_EQ(account.connection().gmail_status, GmailStatus::kConnected);
}

TEST_F(GmailLifecycle, ARenamedLabelIsFollowedAndReported) {
  account.add_mail();
  must_sync();
  account.gmail.mailbox.rename_label(account.label, "Stays");
  account.add_mail();
  const auto stats = account.sync();
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_THAT(stats->label_note, HasSubstr("'Airbnb' is called 'Stays' now"));
  EXPECT_FALSE(stats->full_list);
  EXPECT_EQ(account.connection().reservation_label, "Stays");
  EXPECT_EQ(account.tape(), account.mailbox());
  EXPECT_EQ(account.sync()->label_note, "");
}

TEST_F(GmailLifecycle, ALabelRenamedToAnotherConnectionsIsRefused) {
  account.add_mail();
  must_sync();
  account.add_connection("second", "Stays");
  account.gmail.mailbox.rename_label(account.label, "Stays");
  const std::string late = account.add_mail();
  const auto stats = account.sync();
  ASSERT_FALSE(stats);
  EXPECT_EQ(stats.error().code, Errc::kLabelConflict);
  EXPECT_EQ(account.connection().gmail_status, GmailStatus::kError);
  EXPECT_EQ(account.connection().reservation_label, "Airbnb");
  EXPECT_FALSE(account.tape().contains(late));
}

TEST_F(GmailLifecycle, TwoConnectionsWithOneLabelAreRefusedBeforeAnythingIsAsked) {
  account.add_connection("second", "Airbnb");
  EXPECT_EQ(account.sync().error().code, Errc::kLabelConflict);
  EXPECT_EQ(account.gmail.asked(), 0);
  EXPECT_THAT(account.connection().gmail_error, StartsWith("LABEL_CONFLICT: "));
}

TEST_F(GmailLifecycle, ADeletedLabelIsAnErrorAndComesBackWithTheLabel) {
  account.add_mail();
  must_sync();
  account.gmail.mailbox.delete_label(account.label);
  EXPECT_EQ(account.sync().error().code, Errc::kLabelNotFound);
  EXPECT_THAT(account.connection().gmail_error, StartsWith("LABEL_NOT_FOUND: "));
  account.label = account.gmail.mailbox.add_label("Airbnb");
  const std::string fresh = account.add_mail();
  const auto stats = account.sync();
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_THAT(stats->label_note, HasSubstr("made anew"));
  EXPECT_TRUE(stats->full_list);
  EXPECT_EQ(account.connection().gmail_status, GmailStatus::kConnected);
  EXPECT_EQ(account.connection().gmail_label_id, account.label);
  EXPECT_EQ(account.tape().size(), 2u);
  EXPECT_TRUE(account.tape().contains(fresh));
}

TEST_F(GmailLifecycle, AMailThatCannotBeHadHoldsUpNothingAndIsTriedAtGrowingIntervals) {
  must_sync();
  account.add_mail();
  account.gmail.faults.order(Asked::kRaw, Trouble::k400, 4);
  must_sync();
  ASSERT_EQ(account.failures().size(), 1u);
  EXPECT_THAT(account.failures()[0].error, HasSubstr("SOURCE_FAILED"));
  EXPECT_EQ(account.connection().history_cursor, account.gmail.mailbox.head());
  must_sync();
  EXPECT_EQ(account.gmail.asked(), 1) << "tried again too early";
  for (const auto wait : {std::chrono::minutes{1}, std::chrono::minutes{10}, std::chrono::minutes{60}}) {
    account.now += wait - std::chrono::seconds{1};
    must_sync();
    EXPECT_EQ(account.gmail.asked(Asked::kRaw), 0);
    account.now += std::chrono::seconds{1};
    must_sync();
    EXPECT_EQ(account.gmail.asked(Asked::kRaw), 1);
  }
  EXPECT_EQ(account.failures()[0].attempts, 4);
  EXPECT_EQ(account.failures()[0].gone_at, std::nullopt);
  account.add_mail();
  must_sync();
  EXPECT_EQ(account.gmail.asked(Asked::kRaw), 1) << "the next mail is not held up";
  account.now += std::chrono::hours{6};
  must_sync();
  EXPECT_EQ(account.tape(), account.mailbox());
}

TEST_F(GmailLifecycle, AMailThatGmailDoesNotHaveYetArrivesLater) {
  must_sync();
  account.add_mail();
  account.gmail.faults.order(Asked::kRaw, Trouble::k404);
  const auto stats = account.sync();
  ASSERT_TRUE(stats);
  EXPECT_EQ(stats->emails_unfetched, 1u);
  EXPECT_TRUE(account.tape().empty());
  account.now += std::chrono::minutes{1};
  must_sync();
  EXPECT_EQ(account.tape(), account.mailbox());
  EXPECT_TRUE(account.failures().empty());
}

TEST_F(GmailLifecycle, AMailThatIsGoneForGoodIsShownAndNoLongerAskedFor) {
  must_sync();
  const std::string id = account.add_mail();
  account.gmail.before = [&](Asked what, int) {
    if (what == Asked::kRaw) account.gmail.mailbox.delete_mail(id);
  };
  must_sync();
  for (int i = 0; i < 2; ++i) {
    account.now += std::chrono::hours{1};
    must_sync();
  }
  ASSERT_EQ(account.failures().size(), 1u);
  EXPECT_EQ(account.failures()[0].absent, 3);
  EXPECT_EQ(account.failures()[0].gone_at, account.now);
  account.now += std::chrono::hours{26};
  must_sync();
  EXPECT_EQ(account.gmail.asked(Asked::kRaw), 0);
  EXPECT_EQ(account.failures().size(), 1u);
}

TEST_F(GmailLifecycle, TheInteractiveCommandLooksTheLabelUpEveryTime) {
  must_sync();
  account.gmail.mailbox.delete_label(account.label);
  must_sync();
  EXPECT_EQ(account.sync(true).error().code, Errc::kLabelNotFound);
}

}  // namespace
}  // namespace connections::test
