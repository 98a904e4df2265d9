#include "server/reload/reloader.h"

#include "unit/server/fixture.h"

namespace connections::server {
namespace {

constexpr const char* kPlatform =
    "schema: 1\nplatform: inn\nname: Inn\ntrusted_domains: [inn.example]\n"
    "recognise: { part: from.address, domain: inn.example }\n";
constexpr const char* kPack =
    "schema: 1\npack: inn.confirmed\nkind: confirmed\nselect: { part: subject, re: 'booked' }\nrules:\n"
    "  - id: inn.confirmed.name\n    part: text\n    re: 'Guest: (?P<n>.+)'\n    emit: { guest_name: n }\n"
    "    confidence: 0.9\n";

class ReloaderTest : public testing::Test {
 protected:
  ReloaderTest() {
    const auto shipped = std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules/common";
    std::filesystem::create_directories(rules);
    std::filesystem::copy(shipped, rules / "common", std::filesystem::copy_options::recursive);
    write("platform.yaml", kPlatform);
    write("confirmed.yaml", kPack);
    registry = must(plugin::Registry::open(options()));
    reloader.emplace(*registry, FileWatch({rules}), start);
  }
  void write(const char* name, const std::string& text) { test::write_file(rules / "inn" / name, text); }
  [[nodiscard]] plugin::RegistryOptions options() const {
    return {.rules = {.rules = rules, .overrides = {}, .engine_version = "0.1.0", .budgets = {}},
            .allowed = {},
            .plugin_folder = {},
            .state_folder = {}};
  }

  test::TempFolder folder;
  std::filesystem::path rules = folder.path() / "rules";
  Instant start = *parse_rfc3339("2026-05-20T09:00:00Z"), later = start + std::chrono::minutes(5);
  std::unique_ptr<plugin::Registry> registry;
  std::optional<Reloader> reloader;
};

TEST_F(ReloaderTest, AChangeBecomesActiveWhenTwoPollsSawIt) {
  const std::string before = reloader->state().book;
  write("confirmed.yaml", std::string(kPack) + "# a comment\n" + "may: review\n");
  reloader->tick(later);
  EXPECT_EQ(reloader->state().book, before);
  reloader->tick(later);
  EXPECT_NE(reloader->state().book, before);
  EXPECT_EQ(reloader->state().loaded_at, later);
  EXPECT_EQ(reloader->state().error, "");
}

TEST_F(ReloaderTest, InvalidRulesLeaveTheActiveOnes) {
  const ReloadState before = reloader->state();
  write("confirmed.yaml", "schema: 1\npack: nonsense\n");
  reloader->reload(later, "test");
  const ReloadState after = reloader->state();
  EXPECT_EQ(after.book, before.book);
  EXPECT_EQ(after.loaded_at, before.loaded_at);
  EXPECT_NE(after.error, "");
  EXPECT_EQ(after.error_since, later);
  reloader->reload(later + std::chrono::minutes(1), "test");
  EXPECT_EQ(reloader->state().error_since, later) << "the first error counts";
}

TEST_F(ReloaderTest, AnErrorIsOverWhenTheFilesAreValidAgain) {
  write("confirmed.yaml", "schema: 1\npack: nonsense\n");
  reloader->reload(later, "test");
  write("confirmed.yaml", kPack);
  reloader->reload(later, "test");
  EXPECT_EQ(reloader->state().error, "");
  EXPECT_EQ(reloader->state().error_since, std::nullopt);
  EXPECT_EQ(reloader->state().loaded_at, start) << "the same book all along";
}

}  // namespace
}  // namespace connections::server
