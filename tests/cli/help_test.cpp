#include <sstream>

#include <gmock/gmock.h>

#include "support/program.h"
#include "view/table.h"

namespace connections::test {
namespace {

using testing::HasSubstr;

class Help : public testing::TestWithParam<const char*> {};

/// "sync" → the program's words; "" → the program's own help.
std::vector<std::string> words(const std::string& command) {
  std::vector<std::string> all{CONNECTIONS_PROGRAM};
  for (std::size_t at = 0; at < command.size();) {
    const auto end = std::min(command.find(' ', at), command.size());
    all.push_back(command.substr(at, end - at));
    at = end + 1;
  }
  all.emplace_back("--help");
  return all;
}

TEST_P(Help, TeachesWithAnExample) {
  const ProgramRun run = run_program(words(GetParam()));
  EXPECT_EQ(run.exit_code, 0) << run.error;
  EXPECT_THAT(run.out, HasSubstr("Example"));
  EXPECT_THAT(run.out, HasSubstr(std::string("connections ")));
}

void expect_fits_hundred_columns(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(view::display_width(line), 100U) << line;
}

TEST_P(Help, FitsHundredColumns) { expect_fits_hundred_columns(run_program(words(GetParam())).out); }

TEST(GroupHelp, FitsHundredColumns) {
  for (const char* group : {"", "bookings", "calendar", "config", "connection", "corpus", "db", "gmail", "keys",
                            "mails", "plugins", "reviews", "rules", "webhook", "workspace", "workspace key"})
    expect_fits_hundred_columns(run_program(words(group)).out);
}

INSTANTIATE_TEST_SUITE_P(
    Commands, Help,
    testing::Values("bookings explain", "bookings list", "bookings set", "calendar import", "config show",
                    "connection create", "connection delete", "connection list", "connection set-label",
                    "connection show", "corpus bench", "corpus eval", "corpus generate", "corpus label", "db migrate",
                    "db status", "db stop", "demo", "explain", "gmail connect", "gmail labels", "health", "keys list",
                    "keys rotate-master", "listings link", "listings list", "listings unlink", "mails list",
                    "mails show", "plugins check", "plugins list", "reread", "reservations", "reviews accept",
                    "reviews dismiss", "reviews list", "reviews reject", "reviews resolve", "reviews show",
                    "rules check", "rules diff", "rules explain", "rules fmt", "rules new", "rules schema",
                    "rules test", "rules try", "serve", "sync", "undo", "webhook create", "webhook delete",
                    "webhook deliveries", "webhook list", "webhook replay", "workspace create", "workspace key create",
                    "workspace key list", "workspace key revoke", "workspace list"),
    [](const auto& info) {
      std::string name = info.param;
      std::replace_if(
          name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
      return name;
    });

TEST(Program, SaysWhatToTypeFirst) {
  EXPECT_THAT(run_program({CONNECTIONS_PROGRAM, "--help"}).out, HasSubstr("connections demo"));
}

TEST(Program, RefusesAnUnknownCommandWithExitCodeTwo) {
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "enrich"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_FALSE(run.error.empty());
}

TEST(Program, ChecksItsOwnRulesWithoutAnError) {
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "rules", "check"});
  EXPECT_EQ(run.exit_code, 0) << run.out;
  EXPECT_THAT(run.out, HasSubstr("10 platforms"));
  EXPECT_THAT(run.out, HasSubstr("no errors, 0 warnings"));
}

TEST(Program, LoadsItsFourParsersAsSharedObjects) {
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "plugins", "list"});
  for (const char* id : {"airbnb", "booking", "pms", "vrbo"})
    EXPECT_THAT(run.out, HasSubstr(std::string(id) + ".so")) << run.error;
  EXPECT_THAT(run.out, testing::Not(HasSubstr("refused")));
}

}  // namespace
}  // namespace connections::test
