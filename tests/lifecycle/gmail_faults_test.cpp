// Whatever Gmail serves and whenever the process dies, the tape ends as if nothing had happened.
#include <csignal>
#include <cstdint>

#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "lifecycle/gmail_account.h"
#include "lifecycle/mailbox.h"
#include "store/migrations/migrate.h"
#include "support/postgres.h"

namespace connections::test {
namespace {

constexpr double kShare = 0.2;  ///< of all requests that go wrong
constexpr int kSeeds = 100;

/// Runs until the tape has what the label has, as a scheduler would; gives how many runs that took.
int settle(GmailAccount& account, store::Database& database) {
  for (int runs = 1; runs <= 20; ++runs) {
    // Later runs lie a day apart: then the label is listed, and what was taken for gone is asked for again.
    account.now += runs < 8 ? std::chrono::minutes{11} : std::chrono::minutes{25 * 60};
    const auto done = account.archive(database);
    if (done && account.tape() == account.mailbox()) return runs;
  }
  ADD_FAILURE() << "the tape does not become what the label is";
  return 0;
}

/// Every answer that went wrong explains one more request for that mail.
void expect_no_idle_fetch(const FakeGmail& gmail) {
  for (const auto& [id, gets] : gmail.gets()) EXPECT_LE(gets.asked, 1 + gets.troubled) << id;
}

TEST(GmailFaults, WithFaultsOnAFifthOfTheRequestsTheArchiveEndsTheSame) {
  store::Database database = fresh_store();
  (void)shipped_parsers();
  int requests = 0, troubled = 0, more_than_one_run = 0;
  for (int seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    GmailAccount account(database, "seed-" + std::to_string(seed), {.page_size = 7, .messy_history = seed % 2 == 0});
    account.seed = static_cast<std::uint64_t>(seed);
    std::vector<std::string> ids;
    for (int i = 0; i < 18; ++i) ids.push_back(account.add_mail());
    const std::string later = account.add_mail({"INBOX"});
    account.gmail.faults.at_random(static_cast<std::uint64_t>(seed), kShare);
    more_than_one_run += settle(account, database) > 1 ? 1 : 0;
    for (int i = 0; i < 10; ++i) account.add_mail();
    account.gmail.mailbox.label(later, account.label);
    more_than_one_run += settle(account, database) > 1 ? 1 : 0;
    ASSERT_EQ(account.tape().size(), 29u);
    expect_no_idle_fetch(account.gmail);
    requests += account.gmail.asked();
    for (const auto& [id, gets] : account.gmail.gets()) troubled += gets.troubled;
    if (HasFailure()) break;
  }
  EXPECT_GT(troubled, kSeeds * 29 / 10) << "the faults did not happen";
  RecordProperty("requests", requests);
  RecordProperty("fetches_gone_wrong", troubled);
  RecordProperty("phases_of_more_than_one_run", more_than_one_run);
}

/// Archives in a process of its own that dies at its n-th commit; true if it lived to the end.
bool survives(GmailAccount& account, const std::string& url, int dies_at) {
  const pid_t child = fork();
  if (child == 0) {
    auto database = store::Database::open(url);
    int commits = 0;
    const auto done = account.archive(*database, [&](sync::Commit) {
      if (++commits == dies_at) kill(getpid(), SIGKILL);
    });
    _exit(done ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "the run failed instead of dying";
  return WIFEXITED(status);
}

TEST(GmailFaults, AKilledRunResumesAtEveryCommit) {
  const std::string url = fresh_database_url();
  auto database = store::Database::open(url);
  ASSERT_TRUE(database);
  ASSERT_TRUE(store::migrate(*database, *parse_rfc3339(Mailbox::kNow)));
  (void)shipped_parsers();
  int points = 0;
  for (bool done = false; !done; ++points) {
    SCOPED_TRACE(points + 1);
    GmailAccount account(*database, "killed-" + std::to_string(points + 1));
    for (int i = 0; i < 4; ++i) account.add_mail();
    done = survives(account, url, points + 1);
    EXPECT_LE(account.tape().size(), 4u);
    ASSERT_TRUE(account.archive(*database));
    EXPECT_EQ(account.tape(), account.mailbox());
    EXPECT_EQ(account.connection().history_cursor, account.gmail.mailbox.head());
    account.add_mail();
    ASSERT_TRUE(account.archive(*database));
    EXPECT_EQ(account.tape(), account.mailbox());
  }
  EXPECT_EQ(points, 1 + 2 * 4 + 1 + 1);  // the label, each mail twice, the position; then it lives
}

}  // namespace
}  // namespace connections::test
