// Mails that could not be read yet: no parser in force, a parser that the process did not survive, an unparsable mail.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "lifecycle/mailbox.h"
#include "store/sql/query.h"
#include "store/tables/mail_archive.h"
#include "store/tables/progress_store.h"
#include "support/postgres.h"

namespace connections::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kMail = "airbnb/confirmed-en-us-new-layout.eml";

struct Reading : testing::Test {
  store::Database database = fresh_store();
  Mailbox mailbox{database};

  template <class F>
  auto app(F fn) {
    return *database.with(store::Role::kApp, mailbox.workspace(), fn);
  }
  std::vector<store::MessageProgress> progress() {
    return app([&](store::Transaction& t) { return store::list_progress(t, mailbox.connection()); });
  }
};

/// The parser of the connection's platform is on the allow-list and cannot be loaded.
plugin::Registry& without_airbnb() {
  static const auto registry =
      *plugin::Registry::open({.rules = {.rules = std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules",
                                         .overrides = {},
                                         .engine_version = "0.1.0",
                                         .budgets = {}},
                               .allowed = {{.id = "airbnb", .file = "not-there.so", .sha256 = {}, .required = false}},
                               .plugin_folder = std::filesystem::path(CONNECTIONS_BINARY_DIR) / "plugins",
                               .state_folder = {}});
  return *registry;
}

TEST_F(Reading, WithoutItsParserAMailWaitsAndTheRunSaysSo) {
  mailbox.add_mail(kMail);
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
  const auto refused = mailbox.sync_with(database, {.registry = &without_airbnb()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::kPluginRefused);
  ASSERT_EQ(progress().size(), 1u);
  EXPECT_EQ(progress()[0].stage, store::Stage::kArchived);
  const auto repaired = mailbox.sync(database);
  ASSERT_TRUE(repaired) << to_string(repaired.error());
  EXPECT_EQ(repaired->bookings_enriched, 1u);
}

TEST_F(Reading, AMailThatEndedTheProcessTwiceGoesToAPersonUntilTheEngineChanges) {
  mailbox.add_mail(kMail);
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
  ASSERT_FALSE(mailbox.sync_with(database, {.registry = &without_airbnb()}));
  const MessageId message = progress()[0].message;
  for (int death = 1; death <= 2; ++death)
    EXPECT_EQ(app([&](store::Transaction& t) { return store::begin_reading(t, message, false); }), death);
  const auto skipped = mailbox.sync(database);
  ASSERT_TRUE(skipped) << to_string(skipped.error());
  EXPECT_EQ(skipped->reviews_filed, 1u);
  EXPECT_THAT(mailbox.rows(database), HasSubstr("mail_quarantined"));
  const std::string before = mailbox.rows(database);
  ASSERT_TRUE(mailbox.sync(database));
  EXPECT_EQ(mailbox.rows(database), before);
  const auto upgraded = mailbox.sync_with(database, {.engine = "99.0.0"});
  ASSERT_TRUE(upgraded);
  EXPECT_EQ(upgraded->bookings_enriched, 1u);
  EXPECT_THAT(progress()[0].note, Not(HasSubstr("mail_quarantined")));
}

/// What PostgreSQL raises when its disk is full, as long as this lives, whenever a mail moves on.
struct FullDisk {
  store::Database& database;
  explicit FullDisk(store::Database& full) : database(full) {
    run("CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$");
    run("CREATE TRIGGER disk_full BEFORE UPDATE OF stage ON message_progress FOR EACH ROW EXECUTE FUNCTION "
        "disk_full()");
  }
  ~FullDisk() { run("DROP FUNCTION disk_full() CASCADE"); }
  void run(const char* sql) {
    const auto done = database.as_owner([&](store::Transaction& owner) { return store::execute(owner, sql, {}); });
    EXPECT_TRUE(done) << to_string(done.error());
  }
};

TEST_F(Reading, AFullDiskIsNotHeldAgainstAMail) {
  mailbox.add_mail(kMail);
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
  {
    const FullDisk full(database);
    for (int run = 0; run < 4; ++run) {
      const auto failed = mailbox.sync(database);
      ASSERT_FALSE(failed);
      EXPECT_EQ(failed.error().code, Errc::kStoreUnavailable) << to_string(failed.error());
    }
  }
  const auto healed = mailbox.sync(database);
  ASSERT_TRUE(healed) << to_string(healed.error());
  EXPECT_EQ(healed->bookings_enriched, 1u) << mailbox.rows(database);
}

TEST_F(Reading, AMailWhoseParsingWasCutShortIsOnTheTapeAndReadByTheNextRun) {
  mailbox.add_mail(kMail);
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
  store::NewMail cut;
  cut.gmail_message_id = "cut";
  cut.raw = "From: a@example.com\nSubject: cut short\nDate: Mon, 04 May 2026 09:15:00 +0000\n\nx\n";
  const auto added = app([&](store::Transaction& t) {
    return store::append_mail(t, mailbox.connection(), cut, *parse_rfc3339(Mailbox::kNow));
  });
  ASSERT_TRUE(mailbox.sync(database));
  const auto described = app([&](store::Transaction& t) { return store::load_mail(t, added.id); });
  EXPECT_EQ(described.subject, "cut short");
  EXPECT_TRUE(described.received_at);
  EXPECT_EQ(described.raw, cut.raw);
}

TEST_F(Reading, AMailThatNoParserSurvivesIsDescribedByItsReason) {
  store::NewMail poison;
  poison.gmail_message_id = "poison";
  poison.raw = "From: a@example.com\n\nx\n";
  const auto added = app([&](store::Transaction& t) {
    return store::append_mail(t, mailbox.connection(), poison, *parse_rfc3339(Mailbox::kNow));
  });
  (void)app([&](store::Transaction& t) { return store::begin_reading(t, added.id, false); });
  const auto stats = mailbox.sync(database);
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_EQ(stats->reviews_filed, 1u);
  const auto described = app([&](store::Transaction& t) { return store::load_mail(t, added.id); });
  EXPECT_THAT(described.raw_metadata.at("unreadable").get<std::string>(), HasSubstr("ended the engine"));
  EXPECT_THAT(mailbox.rows(database), HasSubstr("mail_quarantined"));
}

TEST_F(Reading, AnUnparsableMailIsReviewedAndTheOthersAreRead) {
  mailbox.add_mail(kMail);
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
  std::string groups = "From: ";
  for (int i = 0; i < 60'000; ++i) groups += "g:";
  store::NewMail nested;
  nested.gmail_message_id = "nested";
  nested.raw = groups + "\n\nx\n";
  (void)app([&](store::Transaction& t) {
    return store::append_mail(t, mailbox.connection(), nested, *parse_rfc3339(Mailbox::kNow));
  });
  const auto stats = mailbox.sync(database);
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_EQ(stats->bookings_enriched, 1u);
  EXPECT_EQ(stats->reviews_filed, 1u);
  EXPECT_THAT(mailbox.rows(database), HasSubstr("mail_unreadable"));
}

}  // namespace
}  // namespace connections::test
