#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kUntidy = "pack: inn.confirmed # its id\nschema: 1\n";
constexpr const char* kTidy = "schema: 1\npack: inn.confirmed  # its id\n";

TEST(RulesFmt, ChecksThenWritesAndKeepsPermissionsAndLinks) {
  const TempFolder folder;
  const fs::path file = folder.path() / "real.yaml", link = folder.path() / "rules" / "link.yaml";
  write_file(file, kUntidy);
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  fs::create_directory(link.parent_path());
  fs::create_symlink(file, link);
  const std::string rules = link.parent_path().string();

  const ProgramRun checked = run_program({CONNECTIONS_PROGRAM, "rules", "fmt", rules, "--check"});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_EQ(checked.out, link.string() + "\n");
  EXPECT_EQ(read_file(file), kUntidy);

  EXPECT_EQ(run_program({CONNECTIONS_PROGRAM, "rules", "fmt", rules}).exit_code, 0);
  EXPECT_EQ(read_file(file), kTidy);
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 2) << "nothing temporary stays";

  const ProgramRun again = run_program({CONNECTIONS_PROGRAM, "rules", "fmt", rules, "--check"});
  EXPECT_EQ(again.exit_code, 0) << again.out;
}

TEST(RulesFmt, LeavesAFileWithErrorsAndDoesTheOthers) {
  const TempFolder folder;
  write_file(folder.path() / "a.yaml", "schema: 1\npack: [\n");
  write_file(folder.path() / "b.yaml", kUntidy);
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "rules", "fmt", folder.path().string()});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("error[R001]"));
  EXPECT_EQ(read_file(folder.path() / "a.yaml"), "schema: 1\npack: [\n");
  EXPECT_EQ(read_file(folder.path() / "b.yaml"), kTidy);
  EXPECT_EQ(run_program({CONNECTIONS_PROGRAM, "rules", "fmt", "/nowhere.yaml"}).exit_code, 1);
}

TEST(RulesFmt, ReadsStandardInput) {
  const ProgramRun run = run_program({"/bin/sh", "-c",
                                      std::string("printf 'pack: inn.confirmed # its id\\nschema: 1\\n' | '") +
                                          CONNECTIONS_PROGRAM + "' rules fmt --stdin"});
  EXPECT_EQ(run.exit_code, 0) << run.error;
  EXPECT_EQ(run.out, kTidy);
}

TEST(RulesSchema, PrintsOneSchemaOrThatOfAKind) {
  const ProgramRun all = run_program({CONNECTIONS_PROGRAM, "rules", "schema"});
  EXPECT_EQ(nlohmann::json::parse(all.out).at("type"), "object");
  const ProgramRun pack = run_program({CONNECTIONS_PROGRAM, "rules", "schema", "--kind", "pack"});
  EXPECT_EQ(nlohmann::json::parse(pack.out).at("$ref"), "#/$defs/pack");
  const ProgramRun none = run_program({CONNECTIONS_PROGRAM, "rules", "schema", "--kind", "packs"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.error, HasSubstr("one of platform, pack"));
}

}  // namespace
}  // namespace connections::test
