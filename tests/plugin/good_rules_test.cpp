#include "plugin/good_rules.h"

#include <gmock/gmock.h>

#include "support/files.h"

namespace connections::plugin {
namespace {

namespace fs = std::filesystem;
using test::write_file;

struct GoodRulesTest : testing::Test {
  test::TempFolder folder;
  rules::LoadOptions from{.rules = folder.path() / "shipped",
                          .overrides = {},
                          .further = {folder.path() / "site", folder.path() / "own"},
                          .engine_version = "1",
                          .budgets = {}};
  GoodRules good{folder.path() / "good"};

  GoodRulesTest() {
    for (const fs::path& one : from.folders()) write_file(one / "x/platform.yaml", one.filename().string());
  }
};

TEST_F(GoodRulesTest, AChangeInAnyFolderIsAnotherSetOfRules) {
  EXPECT_FALSE(good.holds(from));
  ASSERT_TRUE(good.keep(from));
  EXPECT_TRUE(good.holds(from));
  for (const fs::path& one : from.folders()) {
    write_file(one / "x/platform.yaml", "changed");
    EXPECT_FALSE(good.holds(from)) << one;
    write_file(one / "x/platform.yaml", one.filename().string());
  }
  EXPECT_TRUE(good.holds(from));
  from.engine_version = "2";
  EXPECT_FALSE(good.holds(from)) << "another engine has not tried them";
}

TEST_F(GoodRulesTest, TheCopyStandsForEveryFolder) {
  EXPECT_FALSE(good.in_place_of(from));
  ASSERT_TRUE(good.keep(from));
  const auto copy = good.in_place_of(from);
  ASSERT_TRUE(copy);
  ASSERT_EQ(copy->folders().size(), from.folders().size());
  for (std::size_t i = 0; i < from.folders().size(); ++i)
    EXPECT_EQ(test::read_file(copy->folders()[i] / "x/platform.yaml"), from.folders()[i].filename().string());
}

}  // namespace
}  // namespace connections::plugin
