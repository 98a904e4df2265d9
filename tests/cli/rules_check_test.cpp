// `rules check` as it is typed: several paths, exit codes, and errors that lie where nobody looked.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct RulesCheck : testing::Test {
  TempFolder folder;
  fs::path rules = folder.path() / "rules";

  void SetUp() override { fs::copy(CONNECTIONS_SOURCE_DIR "/rules", rules, fs::copy_options::recursive); }
  static ProgramRun check(std::vector<std::string> words) {
    words.insert(words.begin(), {CONNECTIONS_PROGRAM, "rules", "check"});
    return run_program(words);
  }
  void spoil(const fs::path& file, const std::string& from, const std::string& to) const {
    std::string text = read_file(rules / file);
    ASSERT_NE(text.find(from), std::string::npos);
    write_file(rules / file, text.replace(text.find(from), from.size(), to));
  }
};

TEST_F(RulesCheck, SaysForEachPathWhatIsWrongInIt) {
  spoil("vrbo/message.yaml", "kind: message", "knid: message");
  spoil("airbnb/review.yaml", "kind: review", "kind: revue");
  const ProgramRun both = check({(rules / "vrbo").string(), (rules / "airbnb/review.yaml").string()});
  EXPECT_EQ(both.exit_code, 1);
  EXPECT_THAT(both.out, HasSubstr("vrbo/message.yaml:"));
  EXPECT_THAT(both.out, HasSubstr("did you mean 'kind'?"));
  EXPECT_THAT(both.out, HasSubstr("airbnb/review.yaml:"));
  const ProgramRun one = check({(rules / "vrbo").string()});
  EXPECT_EQ(one.exit_code, 1);
  EXPECT_THAT(one.out, Not(HasSubstr("airbnb/")));
}

TEST_F(RulesCheck, DoesNotCallGoodWhatDoesNotLoadForAnotherFile) {
  spoil("vrbo/message.yaml", "kind: message", "knid: message");
  const ProgramRun run = check({(rules / "airbnb").string()});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.error, HasSubstr("another file has errors"));
}

TEST_F(RulesCheck, PassesWithWarningsAlone) {
  spoil("vrbo/words.yaml", "macros:\n", "macros:\n  NOBODY_USES: 'x'\n");
  const ProgramRun run = check({rules.string()});
  EXPECT_EQ(run.exit_code, 0) << run.out;
  EXPECT_THAT(run.out, HasSubstr("R102"));
  EXPECT_THAT(run.out, HasSubstr("1 warnings"));
}

TEST_F(RulesCheck, SpeaksJsonAndToGithub) {
  spoil("vrbo/message.yaml", "kind: message", "knid: message");
  const auto json = nlohmann::json::parse(check({rules.string(), "--format", "json"}).out);
  ASSERT_FALSE(json.empty());
  EXPECT_THAT(check({rules.string(), "--format", "github"}).out, HasSubstr("::error file="));
}

TEST_F(RulesCheck, RefusesAPathThatIsNotThere) {
  EXPECT_THAT(check({(rules / "nowhere").string()}).error, HasSubstr("no such file or folder"));
}

}  // namespace
}  // namespace connections::test
