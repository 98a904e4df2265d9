// Settings, and what the program prints whatever a path or a file holds.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

ProgramRun show(const std::filesystem::path& config) {
  return run_program({CONNECTIONS_PROGRAM, "--config", config.string(), "config", "show", "--json"});
}

TEST(ConfigShow, ReportsEveryMistakeWithItsPlaceAndFails) {
  const TempFolder folder;
  const auto file = folder.path() / "connections.yaml";
  write_file(file, "database: { url: ['postgresql://db.example/x'] }\nserver:\n  listen: [x]\n  wokers: 2\n");
  write_file(folder.path() / "plugins.yaml", "plugins:\n  - { id: a, file: a.so, required: yes }\n");
  const ProgramRun run = show(folder.path());
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.error, HasSubstr(file.string() + ":1:18: error"));
  EXPECT_THAT(run.error, HasSubstr(file.string() + ":3:11: error"));
  EXPECT_THAT(run.error, HasSubstr(file.string() + ":4:3: error"));
  EXPECT_THAT(run.error, HasSubstr("did you mean 'workers'?"));
  EXPECT_THAT(run.error, HasSubstr("plugins.yaml:2:36: error"));
}

TEST(ConfigShow, MasksSecrets) {
  const TempFolder folder;
  write_file(folder.path() / "connections.yaml",
             "database: { url: 'postgresql://owner:hush@db.example/stays' }\ngoogle: { client_secret: hush }\n");
  const ProgramRun run = show(folder.path());
  EXPECT_EQ(run.exit_code, 0) << run.error;
  EXPECT_THAT(run.out, Not(HasSubstr("hush")));
  EXPECT_EQ(json::parse(run.out).at("database"), "postgresql://***@db.example/stays");
  EXPECT_EQ(json::parse(run.out).at("settings").at("google").at("client_secret"), "***");
}

TEST(ConfigShow, FindsAConfigurationOfOnesOwnWithoutBeingTold) {
  const TempFolder folder;
  const auto own = folder.path() / "connections";
  const auto shown = [&] {
    const ProgramRun run =
        run_program({CONNECTIONS_PROGRAM, "config", "show", "--json"}, {"XDG_CONFIG_HOME=" + folder.path().string()});
    EXPECT_EQ(run.exit_code, 0) << run.error;
    return json::parse(run.out);
  };
  EXPECT_NE(shown().at("config"), own.string()) << "it is not there yet";
  std::filesystem::create_directory(own);
  write_file(own / "connections.yaml", "server: { workers: 7 }\n");
  EXPECT_EQ(shown().at("config"), own.string());
  EXPECT_EQ(shown().at("settings").at("server").at("workers"), 7);
}

TEST(Json, ShowsAPathThatIsNotUtf8) {
  const TempFolder folder;
  const std::filesystem::path config = folder.path() / "caf\xe9";
  std::filesystem::create_directory(config);
  const ProgramRun run = show(config);
  EXPECT_EQ(run.exit_code, 0) << run.error;
  EXPECT_EQ(json::parse(run.out).at("config"), (folder.path() / "caf\xef\xbf\xbd").string());
}

TEST(Json, ShowsAPluginWhoseFileIsNotUtf8) {
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "plugins", "check", "/tmp/caf\xe9.so", "--json"});
  EXPECT_EQ(run.exit_code, 1) << run.error;
  EXPECT_TRUE(json::parse(run.out).is_array());
}

/// Standard output on a full disk: the failed write surfaces as an exception.
TEST(Program, TurnsAnExceptionIntoOneErrorLine) {
  const ProgramRun run = run_program({"/bin/sh", "-c", CONNECTIONS_PROGRAM " rules schema > /dev/full"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("connections: unexpected error: "));
}

}  // namespace
}  // namespace connections::test
