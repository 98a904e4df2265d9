// What a second run does, and what happens when mails and calendars arrive in another order.
#include <gmock/gmock.h>

#include "lifecycle/mailbox.h"
#include "store/tables/booking_store.h"
#include "store/tables/sync_run_store.h"
#include "support/postgres.h"

namespace connections::test {
namespace {

struct Lifecycle : testing::Test {
  store::Database database = fresh_store();
  Mailbox mailbox{database};
};

TEST_F(Lifecycle, EnrichesTheBookingByItsCode) {
  mailbox.add_mail("airbnb/confirmed-en-us-new-layout.eml");
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
  const auto stats = mailbox.sync(database);
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_EQ(stats->emails_scanned, 1u);
  EXPECT_EQ(stats->bookings_enriched, 1u);
  EXPECT_THAT(mailbox.rows(database), testing::HasSubstr("Code Match"));
}

TEST_F(Lifecycle, ASecondRunChangesNothing) {
  mailbox.add_mail("airbnb/confirmed-en-us-new-layout.eml");
  mailbox.add_mail("airbnb/phishing-spoofed-sender.eml");
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
  ASSERT_TRUE(mailbox.sync(database));
  const std::string before = mailbox.rows(database);
  const auto again = mailbox.sync(database);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->emails_archived, 0u);
  EXPECT_EQ(again->bookings_enriched, 0u);
  EXPECT_EQ(again->reviews_filed, 0u);
  EXPECT_EQ(mailbox.rows(database), before);
}

TEST_F(Lifecycle, AMailFromNobodyKnownIsShownNotUsed) {
  mailbox.add_mail("airbnb/phishing-spoofed-sender.eml");
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
  const auto stats = mailbox.sync(database);
  ASSERT_TRUE(stats);
  EXPECT_EQ(stats->bookings_enriched, 0u);
  EXPECT_EQ(stats->reviews_filed, 1u);
  EXPECT_THAT(mailbox.rows(database), testing::HasSubstr("not_authenticated"));
}

/// A folder that another server received: what claims to be Gmail's word is the sender's own.
TEST_F(Lifecycle, AFolderWithABorderOfItsOwnBelievesNoOther) {
  Mailbox elsewhere(database, "elsewhere", "airbnb", "mx.example.net");
  elsewhere.add_mail("airbnb/confirmed-en-us-new-layout.eml");
  elsewhere.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
  const auto stats = elsewhere.sync(database);
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_EQ(stats->bookings_enriched, 0u);
  EXPECT_EQ(stats->reviews_filed, 1u);
  EXPECT_THAT(elsewhere.rows(database), testing::HasSubstr("not a trusted mail border"));
}

TEST_F(Lifecycle, ARunIsRefusedWhileAnotherHoldsTheConnection) {
  const auto lock = database.try_lock_connection(mailbox.workspace(), mailbox.connection());
  ASSERT_TRUE(lock);
  const auto stats = mailbox.sync(database);
  ASSERT_FALSE(stats);
  EXPECT_EQ(stats.error().code, Errc::kSyncInProgress);
}

TEST_F(Lifecycle, TwoConnectionsWithOneLabelAreRefused) {
  const auto second = database.with(store::Role::kApp, mailbox.workspace(), [&](store::Transaction& app) {
    return store::create_connection(app,
                                    {.platform = "vrbo",
                                     .name = "second",
                                     .reservation_label = "Airbnb",
                                     .source_kind = store::SourceKind::kFolder,
                                     .folder_path = "/tmp"},
                                    *parse_rfc3339(Mailbox::kNow));
  });
  ASSERT_TRUE(second);
  const auto stats = mailbox.sync(database);
  ASSERT_FALSE(stats);
  EXPECT_EQ(stats.error().code, Errc::kLabelConflict);
}

TEST_F(Lifecycle, EveryRunLeavesItsHistory) {
  mailbox.add_mail("airbnb/confirmed-de.eml");
  ASSERT_TRUE(mailbox.sync(database));
  const auto last = database.with(store::Role::kApp, mailbox.workspace(),
                                  [&](store::Transaction& app) { return store::last_run(app, mailbox.connection()); });
  ASSERT_TRUE(last && *last);
  EXPECT_EQ((*last)->status, store::RunStatus::kDone);
  EXPECT_EQ((*last)->stats.at("emails_scanned"), 1);
}

}  // namespace
}  // namespace connections::test
