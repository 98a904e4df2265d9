// The long-running program: rules change under it, it syncs by itself, answers, and ends when asked.
#include <csignal>

#include <gmock/gmock.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include "support/background_program.h"
#include "support/program.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kFailingTest = R"yaml(schema: 1
tests: airbnb
cases:
  - name: "what no rule reads"
    mail: { from: Airbnb <automated@airbnb.com>, subject: "Hello", text: "Hello." }
    expect: { guest_name: Ada Example }
)yaml";

struct Serve : testing::Test {
  TempFolder folder;
  fs::path rules = folder.path() / "rules";
  fs::path config = folder.path() / "config";
  fs::path mail = folder.path() / "mail";
  std::unique_ptr<BackgroundProgram> program;
  std::unique_ptr<httplib::Client> client;

  void SetUp() override {
    fs::permissions(folder.path(), fs::perms::others_exec, fs::perm_options::add);
    const fs::path source = CONNECTIONS_SOURCE_DIR;
    fs::copy(source / "rules", rules, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(rules))  // this test brings its own
      if (entry.path().string().ends_with(".test.yaml")) fs::remove(entry.path());
    fs::create_directories(config);
    write_file(config / "connections.yaml", "server: { listen: '127.0.0.1:0', sync_minutes: 0.05 }\n");
    fs::create_directories(mail);
    fs::copy_file(source / "engine/corpus/invented/mail/airbnb/confirmed-de.eml", mail / "a.eml");
  }
  void TearDown() override {
    program.reset();
    EXPECT_EQ(type({"db", "stop"}).exit_code, 0);
  }
  std::vector<std::string> words(std::vector<std::string> command) const {
    const std::vector<std::string> first{CONNECTIONS_PROGRAM,
                                         "--config",
                                         config.string(),
                                         "--rules",
                                         rules.string(),
                                         "--data",
                                         (folder.path() / "data").string()};
    command.insert(command.begin(), first.begin(), first.end());
    return command;
  }
  ProgramRun type(std::vector<std::string> command) const { return run_program(words(std::move(command))); }
  std::string create_connection() const {
    const ProgramRun made = type({"connection", "create", "--platform", "airbnb", "--folder", mail.string(), "--json"});
    EXPECT_EQ(made.exit_code, 0) << made.error;
    return json::parse(made.out).at("id");
  }
  void start() {
    program = std::make_unique<BackgroundProgram>(words({"serve"}));
    int port = 0;
    ASSERT_TRUE(comes_true([&] {
      const std::string log = program->error();
      const auto at = log.find("\"port\":");
      if (at == std::string::npos || log.find('}', at) == std::string::npos) return false;
      port = std::stoi(log.substr(at + 7));
      return true;
    })) << program->error();
    client = std::make_unique<httplib::Client>("127.0.0.1", port);
  }
  json health() const {
    const auto answer = client->Get("/health");
    return answer ? json::parse(answer->body) : json{{"rules", {{"rule_book", ""}, {"error", "no answer"}}}};
  }
  std::string error() const { return health().at("rules").at("error"); }
  std::string book() const { return health().at("rules").at("rule_book"); }
};

TEST_F(Serve, TakesNewRulesOnlyWhenTheyAreSound) {
  start();
  const std::string before = book();
  EXPECT_EQ(health().at("status"), "ok");
  const fs::path file = rules / "airbnb" / "confirmed.yaml";
  const std::string sound = read_file(file);

  write_file(file, "schema: 1\npack: airbnb.confirmed\nknid: confirmed\n");
  ASSERT_TRUE(comes_true([&] { return !error().empty(); })) << program->error();
  EXPECT_THAT(error(), HasSubstr("RULES_INVALID"));
  EXPECT_THAT(error(), HasSubstr("confirmed.yaml:3:1"));
  EXPECT_EQ(book(), before);
  EXPECT_EQ(health().at("status"), "attention");
  EXPECT_FALSE(health().at("rules").at("error_since").is_null());
  EXPECT_THAT(program->error(), HasSubstr("rules_reload_failed"));

  std::string mended = sound;
  mended.replace(mended.find("confidence: 0.9"), 15, "confidence: 0.8");
  write_file(file.string() + ".new", mended);
  fs::rename(file.string() + ".new", file);  // as editors write
  ASSERT_TRUE(comes_true([&] { return error().empty(); })) << error();
  EXPECT_NE(book(), before);

  write_file(rules / "airbnb" / "mine.test.yaml", kFailingTest);
  ASSERT_TRUE(comes_true([&] { return !error().empty(); }));
  EXPECT_THAT(error(), HasSubstr("RULE_TEST_FAILED"));
  fs::remove(rules / "airbnb" / "mine.test.yaml");
  ASSERT_TRUE(comes_true([&] { return error().empty(); }));

  program->signal(SIGHUP);
  EXPECT_TRUE(comes_true([&] { return program->error().find("SIGHUP") != std::string::npos; }));
  program->signal(SIGTERM);
  EXPECT_EQ(program->wait().exit_code, 0);
  EXPECT_THAT(program->error(), HasSubstr("\"stopped\""));
}

TEST_F(Serve, StartsOnTheLastGoodRulesWhereTheNewOnesFail) {
  write_file(rules / "airbnb" / "mine.test.yaml", kFailingTest);
  const ProgramRun first = type({"serve"});
  EXPECT_EQ(first.exit_code, 1) << "there are no good ones yet";
  EXPECT_THAT(first.error, HasSubstr("RULE_TEST_FAILED"));
  fs::remove(rules / "airbnb" / "mine.test.yaml");
  start();
  const std::string good = book();
  program.reset();

  write_file(rules / "airbnb" / "confirmed.yaml", "schema: 1\npack: airbnb.confirmed\nknid: confirmed\n");
  start();
  EXPECT_EQ(book(), good);
  EXPECT_THAT(error(), HasSubstr("RULES_INVALID"));
  EXPECT_EQ(health().at("status"), "attention");
  EXPECT_THAT(program->error(), HasSubstr("rules_refused_at_start"));
  fs::copy_file(fs::path(CONNECTIONS_SOURCE_DIR) / "rules/airbnb/confirmed.yaml", rules / "airbnb/confirmed.yaml",
                fs::copy_options::overwrite_existing);
  EXPECT_TRUE(comes_true([&] { return error().empty(); })) << "a change is tried as ever";
}

TEST_F(Serve, SyncsByItselfAndTellsTheHolderOfAKey) {
  const std::string id = create_connection();
  const ProgramRun key = type({"workspace", "key", "create", "test"});
  ASSERT_EQ(key.exit_code, 0) << key.error;
  start();
  const httplib::Headers headers{{"Authorization", "Bearer " + key.out.substr(0, key.out.find('\n'))}};
  const std::string path = "/api/cohost/connections/" + id;
  const auto last_run = [&] {
    const auto answer = client->Get(path + "/health", headers);
    return answer && answer->status == 200 ? json::parse(answer->body).at("last_run") : json();
  };
  ASSERT_TRUE(comes_true([&] { return last_run().is_object() && last_run().at("status") == "done"; }))
      << program->error();
  const std::string first = last_run().at("started_at");
  EXPECT_TRUE(comes_true([&] { return last_run().at("started_at") != first; })) << "and again by the schedule";
  EXPECT_EQ(client->Get(path + "/health")->status, 401);
  EXPECT_TRUE(comes_true([&] { return client->Post(path + "/sync", headers, "", "")->status == 200; }));
  program->signal(SIGINT);
  EXPECT_EQ(program->wait().exit_code, 0);
}

TEST_F(Serve, OnceRunsWhatIsDueAndEnds) {
  create_connection();
  const ProgramRun first = type({"serve", "--once"});
  EXPECT_EQ(first.exit_code, 0) << first.error;
  EXPECT_THAT(first.out, HasSubstr("1 connections were due, 0 failed"));
  EXPECT_EQ(type({"health"}).exit_code, 0);
  fs::remove_all(mail);
  EXPECT_TRUE(comes_true([&] { return type({"serve", "--once"}).exit_code == 1; })) << "due again after three seconds";
  const ProgramRun health = type({"health", "--json"});
  EXPECT_EQ(health.exit_code, 1);
  EXPECT_EQ(json::parse(health.out).at(0).at("last_run").at("status"), "failed");
}

TEST_F(Serve, RefusesASettingThatIsNone) {
  write_file(config / "connections.yaml", "server: { listen: 8080 }\n");
  const ProgramRun run = type({"serve"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("must be HOST:PORT"));
  write_file(config / "connections.yaml", "");  // for `db stop`
}

}  // namespace
}  // namespace connections::test
