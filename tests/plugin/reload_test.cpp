// Rules and parsers are replaced under a running process: by content, whole, and never under running work.
#include <filesystem>

#include <gmock/gmock.h>

#include "plugin/registry.h"
#include "support/files.h"

namespace connections::plugin {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct Reload : testing::Test {
  test::TempFolder folder;
  fs::path plugins = folder.path() / "plugins";
  fs::path rules = folder.path() / "rules";
  std::unique_ptr<Registry> registry;

  void SetUp() override {
    fs::create_directories(plugins);
    fs::permissions(plugins, fs::perms::group_write | fs::perms::others_write, fs::perm_options::remove);
    put("failing");
    fs::create_directories(rules);
    fs::copy(fs::path(CONNECTIONS_SOURCE_DIR) / "rules" / "common", rules / "common", fs::copy_options::recursive);
    write_platform("stays.example");
    auto opened = Registry::open({.rules = {.rules = rules, .overrides = {}, .engine_version = "0.1.0", .budgets = {}},
                                  .allowed = {{.id = "failing", .file = "failing.so", .sha256 = {}, .required = true}},
                                  .plugin_folder = plugins,
                                  .state_folder = folder.path() / "state"});
    ASSERT_TRUE(opened) << to_string(opened.error());
    registry = std::move(*opened);
  }
  /// Puts a plugin in place as an installer does: a new file, renamed over the old.
  void put(const std::string& name) {
    fs::copy_file(fs::path(BAD_PLUGINS) / (name + ".so"), plugins / "new");
    fs::rename(plugins / "new", plugins / "failing.so");
  }
  void write_platform(const std::string& domain, const std::string& id = "example") {
    test::write_file(rules / id / "platform.yaml",
                     "schema: 1\nplatform: " + id + "\nname: Example\ntrusted_domains: [" + domain +
                         "]\nrecognise: { part: from.address, domain: " + domain + ", confidence: 0.9 }\n");
  }
  /// A pack for the platform of the plugin that stands in place, or for the one that has none.
  void write_pack(const std::string& platform, const std::string& bound) {
    write_platform("stays.example", platform);
    test::write_file(rules / platform / "booked.yaml", "schema: 1\npack: " + platform +
                                                           ".booked\nkind: confirmed\nrequires: { plugin: '" + bound +
                                                           "' }\nselect: { part: subject, re: 'booked' }\n");
  }
  std::string version() const {
    for (const auto& entry : registry->list())
      if (entry.id == "failing") return entry.version;
    return "none";
  }
};

TEST_F(Reload, TakesTheNewCodeOfAReplacedFile) {
  EXPECT_EQ(version(), "1.0.0");
  put("newer");
  ASSERT_TRUE(registry->reload());
  EXPECT_EQ(version(), "2.0.0");
}

TEST_F(Reload, LetsRunningWorkEndOnWhatItBeganWith) {
  Parsers running = registry->parsers();
  put("newer");
  write_platform("other.example");
  ASSERT_TRUE(registry->reload());
  EXPECT_EQ(running.find("failing")->version(), "1.0.0");
  const auto mail = mail::Mail::parse("From: a@stays.example\nSubject: x\n\nbody\n");
  EXPECT_THAT(running.extract(*mail, "failing").problems.at(0).message, HasSubstr("failing 1.0.0"));
  EXPECT_EQ(running.book().platform("example")->trusted_domains.at(0), "stays.example");
  EXPECT_EQ(registry->book()->platform("example")->trusted_domains.at(0), "other.example");
}

TEST_F(Reload, ABadRuleFileLeavesTheOldBookInForceAndSaysWhy) {
  const auto before = registry->book();
  test::write_file(rules / "example" / "platform.yaml", "schema: 1\nplatform: example\nnmae: Example\n");
  const auto reloaded = registry->reload();
  ASSERT_FALSE(reloaded);
  EXPECT_EQ(reloaded.error().code, Errc::kRulesInvalid);
  EXPECT_THAT(reloaded.error().message, HasSubstr("did you mean 'name'?"));
  EXPECT_EQ(registry->book(), before);
}

TEST_F(Reload, RulesThatNeedANewerParserWaitForIt) {
  write_pack("failing", ">=1.5");
  const auto reloaded = registry->reload();
  ASSERT_FALSE(reloaded);
  EXPECT_EQ(reloaded.error().code, Errc::kRulesInvalid);
  EXPECT_THAT(reloaded.error().message, HasSubstr("failing/booked.yaml:4:21: requires parser failing >=1.5"));
  EXPECT_THAT(reloaded.error().message, HasSubstr("has 1.0.0"));
  EXPECT_EQ(registry->book()->pack("failing.booked"), nullptr);
  put("newer");
  ASSERT_TRUE(registry->reload());
  EXPECT_NE(registry->book()->pack("failing.booked"), nullptr);
}

TEST_F(Reload, RulesThatNeedAParserAreNotReadWithoutOne) {
  write_pack("example", ">=1.0");
  const auto reloaded = registry->reload();
  ASSERT_FALSE(reloaded);
  EXPECT_THAT(reloaded.error().message, HasSubstr("this platform has rules only"));
}

TEST_F(Reload, ABadPluginLeavesTheOldOneInForce) {
  test::write_file(plugins / "failing.so", "no longer a plugin");
  EXPECT_FALSE(registry->reload());
  EXPECT_EQ(version(), "1.0.0");
}

TEST_F(Reload, AnOptionalPluginThatWasLoadedIsNotDroppedEither) {
  auto opened = Registry::open({.rules = {.rules = rules, .overrides = {}, .engine_version = "0.1.0", .budgets = {}},
                                .allowed = {{.id = "failing", .file = "failing.so", .sha256 = {}, .required = false}},
                                .plugin_folder = plugins,
                                .state_folder = folder.path() / "state"});
  ASSERT_TRUE(opened) << to_string(opened.error());
  test::write_file(plugins / "failing.so", "half a plug");
  const auto reloaded = (*opened)->reload();
  ASSERT_FALSE(reloaded);
  EXPECT_EQ(reloaded.error().code, Errc::kPluginRefused);
  EXPECT_NE((*opened)->parsers().find("failing"), nullptr);
}

TEST_F(Reload, AnUnchangedPluginIsNotLoadedTwice) {
  ASSERT_TRUE(registry->reload());
  ASSERT_TRUE(registry->reload());
  EXPECT_EQ(version(), "1.0.0");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path() / "state" / "plugins"), fs::directory_iterator{}), 1);
}

}  // namespace
}  // namespace connections::plugin
