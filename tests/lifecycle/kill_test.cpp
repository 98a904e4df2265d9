// A run that is killed at any commit resumes and ends in the same rows as one that was never disturbed.
#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "lifecycle/mailbox.h"
#include "store/migrations/migrate.h"
#include "support/postgres.h"

namespace connections::test {
namespace {

constexpr const char* kMails[]{"airbnb/confirmed-en-us-new-layout.eml", "airbnb/confirmed-de.eml",
                               "airbnb/forwarded-gmail-en.eml",         "airbnb/phishing-spoofed-sender.eml",
                               "airbnb/message-guest-trap-en.eml",      "other/nested-multipart-25.eml"};

void fill(Mailbox& mailbox) {
  for (const char* name : kMails) mailbox.add_mail(name);
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
}

/// Runs a sync in a process of its own that dies at its n-th commit; true if it lived to the end.
bool survives(const Mailbox& mailbox, const std::string& url, int dies_at) {
  const pid_t child = fork();
  if (child == 0) {
    auto database = store::Database::open(url);
    int commits = 0;
    const auto stats = mailbox.sync(*database, [&](sync::Commit) {
      if (++commits == dies_at) kill(getpid(), SIGKILL);
    });
    _exit(stats ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "the run failed instead of dying";
  return WIFEXITED(status);
}

/// The next run, as soon as the server has noticed that the killed one is gone and has let its lock go.
Result<sync::SyncStats> resume(const Mailbox& mailbox, store::Database& database) {
  Result<sync::SyncStats> stats = mailbox.sync(database);
  for (int i = 0; i < 200 && !stats && stats.error().code == Errc::kSyncInProgress; ++i) {
    usleep(50'000);
    stats = mailbox.sync(database);
  }
  return stats;
}

TEST(KilledSync, ResumesAtEveryCommitAndEndsInTheSameRows) {
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
    done = survives(mailbox, url, points + 1);
    const auto resumed = resume(mailbox, *database);
    ASSERT_TRUE(resumed) << to_string(resumed.error());
    ASSERT_EQ(mailbox.rows(*database), expected);
  }
  EXPECT_GE(points, static_cast<int>(3 * std::size(kMails)));
}

}  // namespace
}  // namespace connections::test
