// A parser that crashes, loops, ends the process or worse costs the mail that made it do so, and nobody else anything.
#include <csignal>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "lifecycle/mailbox.h"
#include "store/migrations/migrate.h"
#include "store/tables/mail_archive.h"
#include "store/tables/progress_store.h"
#include "store/tables/review_store.h"
#include "support/postgres.h"
#include "sync/health.h"
#include "worker/sandbox.h"

namespace connections::test {
namespace {

using testing::HasSubstr;
using testing::Not;

plugin::Registry& hostile_parser() {
  static const auto registry =
      *plugin::Registry::open({.rules = {.rules = std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules",
                                         .overrides = {},
                                         .engine_version = "0.1.0",
                                         .budgets = {}},
                               .allowed = {{.id = "hostile", .file = "hostile.so", .sha256 = {}, .required = true}},
                               .plugin_folder = BAD_PLUGINS,
                               .state_folder = {}});
  return *registry;
}

std::unique_ptr<sync::WorkerReader> hostile_reader(std::size_t workers = 1) {
  worker::PoolOptions options{.workers = workers, .limits = {}};
  options.limits.cpu = std::chrono::milliseconds{200};
  options.limits.wall = std::chrono::milliseconds{6000};
  options.limits.memory = 256u << 20;
  auto reader = sync::WorkerReader::start(hostile_parser().parsers(), options);
  EXPECT_TRUE(reader) << to_string(reader.error());
  return std::move(*reader);
}

std::string mail(const std::string& subject, const std::string& text = "Hello") {
  return "From: Hostile <a@example.com>\nSubject: " + subject + "\nDate: Mon, 04 May 2026 09:15:00 +0000\n\n" + text +
         "\n";
}

struct Deed {
  const char* subject;
  const char* reason;
  bool needs_sandbox = false;
};
std::ostream& operator<<(std::ostream& out, const Deed& deed) { return out << deed.subject; }

/// For people, all that is said of the reviews of a mailbox.
std::string reviews(store::Database& database, const Mailbox& mailbox) {
  std::string text;
  const auto all = database.with(store::Role::kApp, mailbox.workspace(),
                                 [](store::Transaction& app) { return store::list_reviews(app, std::nullopt); });
  for (const auto& one : *all) text += one.reasons.dump() + "\n";
  return text;
}

/// As the mails themselves say.
std::vector<std::string> subjects(store::Database& database, const Mailbox& mailbox) {
  return *database.with(store::Role::kApp, mailbox.workspace(),
                        [&](store::Transaction& app) -> Result<std::vector<std::string>> {
                          std::vector<std::string> all;
                          for (const auto& one : TRY(store::list_progress(app, mailbox.connection())))
                            all.push_back(TRY(store::load_mail(app, one.message)).subject);
                          return all;
                        });
}

/// Mails of which the guest's name was read.
int readings(const std::string& rows) {
  int found = 0;
  for (auto at = rows.find(" facts 1\n"); at != std::string::npos; at = rows.find(" facts 1\n", at + 1)) ++found;
  return found;
}

class HostileParser : public testing::TestWithParam<Deed> {};

TEST_P(HostileParser, CostsItsMailOnly) {
  if (GetParam().needs_sandbox && !worker::kSandboxed) GTEST_SKIP() << "no sandbox under sanitizers";
  store::Database database = fresh_store();
  Mailbox mailbox(database, "w", "hostile");
  mailbox.add_mail("1.eml", mail("an honest one"));
  mailbox.add_mail("2.eml", mail(GetParam().subject));
  mailbox.add_mail("3.eml", mail("another honest one"));
  const auto reader = hostile_reader();
  const auto stats = mailbox.sync_with(database, {.registry = &hostile_parser(), .reader = reader.get()});
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_EQ(stats->emails_archived, 3u);
  EXPECT_EQ(stats->failed, 0u);
  EXPECT_EQ(stats->reviews_filed, 3u);
  const std::string said = reviews(database, mailbox);
  EXPECT_THAT(said, HasSubstr(GetParam().reason));
  EXPECT_GE(readings(mailbox.rows(database)), 2) << mailbox.rows(database);
  EXPECT_THAT(subjects(database, mailbox), testing::Contains(GetParam().subject)) << "its MIME is sound";
}

INSTANTIATE_TEST_SUITE_P(
    Plugin, HostileParser,
    testing::Values(Deed{"extract: loop", "reading it ended the reader 2 times: it took more than 200 ms of CPU time"},
                    Deed{"recognise: loop", "kind_confirmed"},  // is not asked: the connection names its parser
                    Deed{"extract: sleep", "it gave no answer for 6000 ms"},
                    Deed{"extract: throw", "it aborted (SIGABRT)"}, Deed{"extract: abort", "it aborted (SIGABRT)"},
                    Deed{"extract: exit", "it ended by itself with exit code 0"},
                    Deed{"extract: crash", "it crashed (SIGSEGV)", true},
                    Deed{"extract: exhaust", "it crashed (SIGSEGV)", true},
                    Deed{"extract: fork", "a system call that reading a mail does not need (SIGSYS)", true},
                    Deed{"extract: socket", "a system call that reading a mail does not need (SIGSYS)", true},
                    Deed{"extract: open", "extract returned 2", true},  // it could not, and said so
                    Deed{"extract: million values", "too many values"},
                    Deed{"extract: 200 MB", "reading it ended the reader 2 times"}));

TEST(HostileParserThatIsAsked, CostsItsMailOnly) {
  store::Database database = fresh_store();
  Mailbox mailbox(database, "w", "auto");
  mailbox.add_mail("1.eml", mail("recognise: exit"));
  mailbox.add_mail("2.eml", mail("recognise: throw"));
  mailbox.add_mail("3.eml", mail("recognise: loop"));
  mailbox.add_mail("4.eml", mail("an honest one"));
  const auto reader = hostile_reader();
  const auto stats = mailbox.sync_with(database, {.registry = &hostile_parser(), .reader = reader.get()});
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_EQ(stats->reviews_filed, 4u);
  EXPECT_THAT(reviews(database, mailbox), HasSubstr("exit code 0"));
  EXPECT_THAT(reviews(database, mailbox), HasSubstr("SIGABRT"));
  EXPECT_THAT(reviews(database, mailbox), HasSubstr("CPU time"));
  EXPECT_EQ(readings(mailbox.rows(database)), 1);
}

struct Poison : testing::Test {
  store::Database database = fresh_store();
  Mailbox poisoned{database, "poisoned", "hostile"};
  std::unique_ptr<sync::WorkerReader> reader = hostile_reader(2);

  std::size_t quarantined() {
    return database
        .with(store::Role::kApp, poisoned.workspace(),
              [&](store::Transaction& app) { return sync::connection_health(app, poisoned.connection()); })
        ->quarantined;
  }
  Result<sync::SyncStats> sync(const std::string& engine = sync::kEngineVersion) {
    return poisoned.sync_with(database, {.registry = &hostile_parser(), .engine = engine, .reader = reader.get()});
  }
};

TEST_F(Poison, OfOneWorkspaceDoesNotHoldUpAnother) {
  constexpr int kMails = 200;
  Mailbox other(database, "other", "hostile");
  for (int i = 0; i < 5; ++i) poisoned.add_mail(std::to_string(i) + ".eml", mail("extract: loop", std::to_string(i)));
  for (int i = 0; i < kMails; ++i) other.add_mail(std::to_string(i) + ".eml", mail("honest " + std::to_string(i)));
  Result<sync::SyncStats> bad;
  std::thread beside([&] { bad = sync(); });
  const auto good = other.sync_with(database, {.registry = &hostile_parser(), .reader = reader.get()});
  beside.join();
  ASSERT_TRUE(good) << to_string(good.error());
  ASSERT_TRUE(bad) << to_string(bad.error());
  EXPECT_EQ(good->reviews_filed, static_cast<std::size_t>(kMails));
  EXPECT_THAT(other.rows(database), Not(HasSubstr("quarantined")));
  EXPECT_EQ(bad->reviews_filed, 5u);
  EXPECT_EQ(quarantined(), 5u);
}

TEST_F(Poison, StaysQuarantinedUntilAnotherEngineReadsItAgain) {
  poisoned.add_mail("1.eml", mail("extract: exit"));
  ASSERT_TRUE(sync());
  EXPECT_EQ(quarantined(), 1u);
  const std::string before = poisoned.rows(database);
  EXPECT_THAT(before, HasSubstr("mail_quarantined"));
  ASSERT_TRUE(sync());
  EXPECT_EQ(poisoned.rows(database), before);

  const auto harmless = poisoned.sync_with(database, {.registry = &shipped_parsers(), .engine = "99.0.0"});
  EXPECT_FALSE(harmless) << "its parser is not there";
  ASSERT_TRUE(sync("99.0.0")) << "read again, and quarantined again";
  EXPECT_EQ(quarantined(), 1u);
}

/// Runs a sync in a process of its own that is killed while its worker reads.
void die_while_reading(const Mailbox& mailbox, const std::string& url) {
  const pid_t engine = fork();
  if (engine == 0) {
    auto database = store::Database::open(url);
    const auto reader = hostile_reader();
    (void)mailbox.sync_with(*database, {.registry = &hostile_parser(), .reader = reader.get()}, [](sync::Commit at) {
      if (at == sync::Commit::kArchived || at == sync::Commit::kCursorMoved) ualarm(300'000, 0);  // new, or left over
    });
    _exit(0);
  }
  int status = 0;
  waitpid(engine, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it was not killed";
}

TEST(KilledEngine, IsNotTheFaultOfTheMailThatItsWorkerWasReading) {
  const std::string url = fresh_database_url();
  auto database = store::Database::open(url);
  ASSERT_TRUE(database);
  ASSERT_TRUE(store::migrate(*database, *parse_rfc3339(Mailbox::kNow)));
  Mailbox mailbox(*database, "w", "hostile");
  mailbox.add_mail("1.eml", mail("extract: pause"));
  for (int i = 0; i < 3; ++i) die_while_reading(mailbox, url);
  const auto reader = hostile_reader();
  Result<sync::SyncStats> stats;
  for (int i = 0; i < 200; ++i) {  // until the server has let the killed run's lock go
    stats = mailbox.sync_with(*database, {.registry = &hostile_parser(), .reader = reader.get()});
    if (stats || stats.error().code != Errc::kSyncInProgress) break;
    usleep(50'000);
  }
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_EQ(readings(mailbox.rows(*database)), 1) << mailbox.rows(*database);
}

}  // namespace
}  // namespace connections::test
