// A run that is killed at any commit resumes and ends in the same rows as one that was never disturbed.
#include <csignal>
#include <functional>

#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "lifecycle/mailbox.h"
#include "rules/language/load_feed_words.h"
#include "store/migrations/migrate.h"
#include "store/tables/fact_store.h"
#include "store/tables/progress_store.h"
#include "support/postgres.h"
#include "sync/feeds/calendar_import.h"
#include "sync/reread/reread.h"

namespace connections::test {
namespace {

constexpr const char* kMails[]{"airbnb/confirmed-en-us-new-layout.eml", "airbnb/confirmed-de.eml",
                               "airbnb/forwarded-gmail-en.eml",         "airbnb/phishing-spoofed-sender.eml",
                               "airbnb/message-guest-trap-en.eml",      "other/nested-multipart-25.eml"};

void fill(Mailbox& mailbox) {
  for (const char* name : kMails) mailbox.add_mail(name);
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
}

/// Work on a database that tells each of its commits; whether it went well.
using Work = std::function<bool(store::Database&, std::function<void(sync::Commit)>)>;

/// Does the work in a process of its own that dies at its n-th commit; true if it lived to the end.
bool survives(const std::string& url, int dies_at, const Work& work) {
  const pid_t child = fork();
  if (child == 0) {
    auto database = store::Database::open(url);
    int commits = 0;
    const bool done = work(*database, [&](sync::Commit) {
      if (++commits == dies_at) kill(getpid(), SIGKILL);
    });
    _exit(done ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "the run failed instead of dying";
  return WIFEXITED(status);
}

/// How many mails a killed run wrote at once.
class KilledSync : public testing::TestWithParam<std::size_t> {};

/// The next run, as soon as the server has noticed that the killed one is gone and has let its lock go.
Result<sync::SyncStats> resume(const Mailbox& mailbox, store::Database& database) {
  Result<sync::SyncStats> stats = mailbox.sync(database);
  for (int i = 0; i < 200 && !stats && stats.error().code == Errc::kSyncInProgress; ++i) {
    usleep(50'000);
    stats = mailbox.sync(database);
  }
  return stats;
}

TEST_P(KilledSync, ResumesAtEveryCommitAndEndsInTheSameRows) {
  const std::string url = fresh_database_url();
  auto database = store::Database::open(url);
  ASSERT_TRUE(database);
  ASSERT_TRUE(store::migrate(*database, *parse_rfc3339(Mailbox::kNow)));
  (void)shipped_parsers();

  Mailbox undisturbed(*database, "undisturbed");
  fill(undisturbed);
  ASSERT_TRUE(undisturbed.sync(*database));
  const std::string expected = undisturbed.rows(*database);
  ASSERT_THAT(expected, testing::HasSubstr("Code Match"));

  int points = 0;
  for (bool done = false; !done; ++points) {
    SCOPED_TRACE(points + 1);
    Mailbox mailbox(*database, "killed-" + std::to_string(points + 1));
    fill(mailbox);
    done = survives(url, points + 1, [&](store::Database& of_child, auto committed) {
      return mailbox.sync_with(of_child, {.batch = GetParam()}, std::move(committed)).has_value();
    });
    const auto resumed = resume(mailbox, *database);
    ASSERT_TRUE(resumed) << to_string(resumed.error());
    ASSERT_EQ(mailbox.rows(*database), expected);
  }
  EXPECT_GE(points, static_cast<int>(3 * (std::size(kMails) / GetParam())));
}

INSTANTIATE_TEST_SUITE_P(Batches, KilledSync, testing::Values(1, 4));

sync::FeedDescription loft() { return {.place = "/tmp/loft.ics", .platform = "airbnb", .property = "Harbour Loft"}; }

/// A calendar that comes after the mails names them at once; killed at any commit, the next sync ends in the same rows.
TEST(KilledImport, ResumesAtEveryCommitAndEndsInTheSameRows) {
  const std::string url = fresh_database_url();
  auto database = store::Database::open(url);
  ASSERT_TRUE(database);
  ASSERT_TRUE(store::migrate(*database, *parse_rfc3339(Mailbox::kNow)));
  const auto words = rules::load_feed_words(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules");
  ASSERT_TRUE(words);
  const std::string ics =
      read_file(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented/feeds/airbnb-harbour-loft.ics");
  const auto import = [&](const Mailbox& mailbox, store::Database& into, std::function<void(sync::Commit)> committed) {
    const sync::DecideContext context{.database = into,
                                      .workspace = mailbox.workspace(),
                                      .now = *parse_rfc3339(Mailbox::kNow),
                                      .committed = std::move(committed)};
    const auto done =
        sync::import_calendar(context, address_of(loft().place), loft(), {.ics = ics, .validators = {}}, *words);
    return done && done->solved;
  };
  const auto read_mails = [&](Mailbox& mailbox) {
    for (const char* name : kMails) mailbox.add_mail(name);
    ASSERT_TRUE(mailbox.sync(*database));
  };
  Mailbox undisturbed(*database, "undisturbed");
  read_mails(undisturbed);
  ASSERT_TRUE(import(undisturbed, *database, [](sync::Commit) {}));
  ASSERT_TRUE(undisturbed.sync(*database));
  const std::string expected = undisturbed.rows(*database);
  ASSERT_THAT(expected, testing::HasSubstr("Code Match"));

  int points = 0;
  for (bool done = false; !done; ++points) {
    SCOPED_TRACE(points + 1);
    Mailbox mailbox(*database, "killed-" + std::to_string(points + 1));
    read_mails(mailbox);
    done = survives(url, points + 1, [&](store::Database& of_child, auto committed) {
      return import(mailbox, of_child, std::move(committed));
    });
    ASSERT_TRUE(resume(mailbox, *database));
    ASSERT_EQ(mailbox.rows(*database), expected);
  }
  EXPECT_GE(points, 3);
}

/// As if an earlier book had read other names: each mail's guest is another in the archive.
void misread(const Mailbox& mailbox, store::Database& database) {
  const auto done = database.with(store::Role::kApp, mailbox.workspace(), [&](store::Transaction& app) -> Result<void> {
    for (const auto& one : TRY(store::list_progress(app, mailbox.connection()))) {
      auto reading = *TRY(store::load_reading(app, one.message));
      for (Fact& fact : reading.facts.facts)
        if (fact.field == Field::kGuestName) fact.value = std::string("Misread Guest");
      TRY(store::save_extraction(app, one.message, reading.facts, reading.provenance, *parse_rfc3339(Mailbox::kNow)));
    }
    return {};
  });
  ASSERT_TRUE(done);
}

TEST(KilledReread, ResumesAtEveryCommitAndEndsInTheSameRows) {
  const std::string url = fresh_database_url();
  auto database = store::Database::open(url);
  ASSERT_TRUE(database);
  ASSERT_TRUE(store::migrate(*database, *parse_rfc3339(Mailbox::kNow)));
  const auto reread = [](const Mailbox& mailbox, store::Database& in, std::function<void(sync::Commit)> committed) {
    plugin::Parsers parsers = shipped_parsers().parsers();
    sync::SyncRun run{
        .database = in, .workspace = mailbox.workspace(), .parsers = parsers, .now = *parse_rfc3339(Mailbox::kNow)};
    run.committed = std::move(committed);
    auto done = sync::reread(run, {});
    for (int i = 0; i < 200 && !done && done.error().code == Errc::kSyncInProgress; ++i) {
      usleep(50'000);  // the server has not noticed yet that the killed one is gone
      done = sync::reread(run, {});
    }
    return done.has_value();
  };
  const auto prepare = [&](Mailbox& mailbox) {
    fill(mailbox);
    ASSERT_TRUE(mailbox.sync(*database));
    misread(mailbox, *database);
  };
  Mailbox undisturbed(*database, "undisturbed");
  prepare(undisturbed);
  ASSERT_TRUE(reread(undisturbed, *database, [](sync::Commit) {}));
  const std::string expected = undisturbed.rows(*database);

  int points = 0;
  for (bool done = false; !done; ++points) {
    SCOPED_TRACE(points + 1);
    Mailbox mailbox(*database, "killed-" + std::to_string(points + 1));
    prepare(mailbox);
    done = survives(url, points + 1, [&](store::Database& of_child, auto committed) {
      return reread(mailbox, of_child, std::move(committed));
    });
    ASSERT_TRUE(reread(mailbox, *database, [](sync::Commit) {}));
    ASSERT_EQ(mailbox.rows(*database), expected);
  }
  EXPECT_GE(points, 4);
}

}  // namespace
}  // namespace connections::test
