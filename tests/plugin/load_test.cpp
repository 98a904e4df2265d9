// Every way in which a shared object can be wrong, each refused with its own reason and what to do.
#include <filesystem>

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugin/check.h"
#include "plugin/plugin_copy.h"
#include "support/files.h"

namespace connections::plugin {
namespace {

using testing::HasSubstr;

struct Bad {
  const char* id;     ///< <id>.so in the folder of bad plugins
  const char* check;  ///< the check that refuses it
  const char* found;
  const char* expected;
};
std::ostream& operator<<(std::ostream& out, const Bad& bad) { return out << bad.id; }

Loaded load_bad(const std::string& id) {
  const auto path = std::filesystem::path(BAD_PLUGINS) / (id + ".so");
  return load_plugin(path, {.id = id, .file = id + ".so", .sha256 = {}, .required = false}, BAD_PLUGINS);
}

class RefusedPlugin : public testing::TestWithParam<Bad> {};

TEST_P(RefusedPlugin, SaysWhichCheckWhatWasFoundAndWhatToDo) {
  const Loaded loaded = load_bad(GetParam().id);
  ASSERT_FALSE(loaded.file);
  const Check& last = loaded.checks.back();
  EXPECT_FALSE(last.ok);
  EXPECT_EQ(last.check, GetParam().check);
  EXPECT_THAT(last.found, HasSubstr(GetParam().found));
  EXPECT_THAT(last.expected, HasSubstr(GetParam().expected));
  EXPECT_FALSE(last.hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Plugins, RefusedPlugin,
    testing::Values(Bad{"magic", "magic", "0x000000000000002a", "0x3147554c50584e43"},
                    Bad{"major", "ABI version", "ABI 3.0", "ABI 1.0"}, Bad{"minor", "ABI version", "ABI 1.7", "to 1.0"},
                    Bad{"size", "descriptor size", "72 bytes", "80 bytes"}, Bad{"shape", "id", "'No Id'", "[a-z]"},
                    Bad{"other", "id", "'somebody_else'", "'other'"}, Bad{"capability", "capabilities", "0x200", "0x1"},
                    Bad{"entry", "entry points", "null", "extract"},
                    Bad{"nothing", "symbol", "none", "connections_plugin_v1"},
                    Bad{"older", "symbol", "connections_plugin_v0", "connections_plugin_v1"},
                    Bad{"create", "create", "no parser", "a parser"},
                    Bad{"constructor", "create", "no parser", "a parser"},
                    Bad{"undefined", "load", "not_to_be_found_anywhere", "resolve"}),
    [](const auto& info) { return std::string(info.param.id); });

TEST(PluginLoader, RefusesATextFile) {
  const test::TempFolder folder;
  test::write_file(folder.path() / "text.so", "this is no plugin\n");
  const Loaded loaded = load_plugin(folder.path() / "text.so",
                                    {.id = "text", .file = "text.so", .sha256 = {}, .required = false}, folder.path());
  ASSERT_FALSE(loaded.file);
  EXPECT_EQ(loaded.checks.back().check, "format");
}

TEST(PluginLoader, RefusesAMissingFile) { EXPECT_EQ(load_bad("absent").checks.back().check, "file"); }

TEST(PluginLoader, RefusesAFileThatOthersMayWrite) {
  namespace fs = std::filesystem;
  const test::TempFolder folder;
  fs::copy_file(fs::path(BAD_PLUGINS) / "failing.so", folder.path() / "failing.so");
  fs::permissions(folder.path() / "failing.so", fs::perms::others_write, fs::perm_options::add);
  const Loaded loaded =
      load_plugin(folder.path() / "failing.so",
                  {.id = "failing", .file = "failing.so", .sha256 = {}, .required = false}, folder.path());
  ASSERT_FALSE(loaded.file);
  EXPECT_EQ(loaded.checks.back().check, "permissions");
  EXPECT_THAT(loaded.checks.back().hint, HasSubstr("chmod go-w"));
}

/// What the permission check of a plugin in <folder>/a/b says.
Check permissions_of(const test::TempFolder& folder) {
  const auto path = folder.path() / "a" / "b" / "failing.so";
  return load_plugin(path, {.id = "failing", .file = "failing.so", .sha256 = {}, .required = false}, {}).checks.back();
}

TEST(PluginLoader, RefusesAFileBelowAFolderThatOthersMayWriteOrOwn) {
  namespace fs = std::filesystem;
  const test::TempFolder folder;
  fs::create_directories(folder.path() / "a" / "b");
  for (const char* one : {"a", "a/b"}) fs::permissions(folder.path() / one, fs::perms{0755});
  fs::copy_file(fs::path(BAD_PLUGINS) / "failing.so", folder.path() / "a/b/failing.so");
  fs::permissions(folder.path() / "a/b/failing.so", fs::perms{0755});
  EXPECT_EQ(permissions_of(folder).check, "create");  // the last of all checks
  fs::permissions(folder.path() / "a", fs::perms{0777});
  EXPECT_THAT(permissions_of(folder).found, HasSubstr("a has mode 777"));
  fs::permissions(folder.path() / "a", fs::perms{0755});
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  constexpr uid_t kSomebody = 12345;
  for (const char* one : {"a", "a/b", "a/b/failing.so"}) {
    ASSERT_EQ(chown((folder.path() / one).c_str(), kSomebody, 0), 0);
    EXPECT_THAT(permissions_of(folder).found, HasSubstr("belongs to user 12345")) << one;
    ASSERT_EQ(chown((folder.path() / one).c_str(), 0, 0), 0);
  }
}

TEST(PluginLoader, RefusesAPipeWithoutWaitingForIt) {
  const test::TempFolder folder;
  ASSERT_EQ(mkfifo((folder.path() / "pipe.so").c_str(), 0600), 0);
  EXPECT_EQ(check_plugin_file(folder.path() / "pipe.so").back().check, "file");
}

TEST(PluginCopy, IsWrittenAgainIfItsBytesAreNotRight) {
  const test::TempFolder folder;
  const Loaded loaded = load_bad("failing");
  ASSERT_TRUE(loaded.file);
  const auto copy = copy_by_content(*loaded.file, folder.path());
  ASSERT_TRUE(copy) << to_string(copy.error());
  const std::string right = test::read_file(*copy);
  test::write_file(*copy, "");
  EXPECT_TRUE(copy_by_content(*loaded.file, folder.path()));
  EXPECT_EQ(test::read_file(*copy), right);
}

TEST(PluginLoader, RefusesAFileOutsideThePluginFolder) {
  const test::TempFolder folder;
  const auto path = std::filesystem::path(BAD_PLUGINS) / "failing.so";
  const Loaded loaded =
      load_plugin(path, {.id = "failing", .file = "failing.so", .sha256 = {}, .required = false}, folder.path());
  EXPECT_EQ(loaded.checks.back().check, "folder");
}

TEST(PluginLoader, RefusesContentThatIsNotThePinnedOne) {
  const auto path = std::filesystem::path(BAD_PLUGINS) / "failing.so";
  const Loaded loaded =
      load_plugin(path, {.id = "failing", .file = "failing.so", .sha256 = std::string(64, '0'), .required = false}, {});
  ASSERT_FALSE(loaded.file);
  EXPECT_EQ(loaded.checks.back().check, "sha256");
}

TEST(PluginLoader, AcceptsTheAirbnbParserWithEveryCheckPassed) {
  for (const Check& check : check_plugin_file(std::filesystem::path(GOOD_PLUGINS) / "airbnb.so"))
    EXPECT_TRUE(check.ok) << check.check << ": " << check.found;
}

}  // namespace
}  // namespace connections::plugin
