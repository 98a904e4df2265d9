// A platform of YAML only: begun with `rules new`, edited as a person would, loaded and read without compiling
// anything.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

/// A rules folder of one's own that holds all that is shipped, and a new database.
class NewPlatform : public testing::Test {
 protected:
  NewPlatform() { fs::copy(std::string(CONNECTIONS_SOURCE_DIR) + "/rules", rules(), fs::copy_options::recursive); }
  fs::path rules() const { return folder_.path() / "rules"; }
  ProgramRun type(std::vector<std::string> words) const {
    words.insert(words.begin(), CONNECTIONS_PROGRAM);
    return run_program(words, {"CONNECTIONS_DATA=" + (folder_.path() / "data").string(),
                               "CONNECTIONS_RULES=" + rules().string(), "TZ=UTC"});
  }
  void edit(const std::string& file, const std::string& what, const std::string& with) const {
    std::string text = read_file(rules() / file);
    ASSERT_NE(text.find(what), std::string::npos) << file << " holds no " << what;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
      text.replace(at, what.size(), with);
    write_file(rules() / file, text);
  }
  /// As the README of the new folder says: the domains, the words of the mail, the test.
  void edit_as_a_person_would() const {
    for (const char* file : {"roomly/platform.yaml", "roomly/confirmed.test.yaml"})
      edit(file, "roomly.example", "mail.roomly.test");
    edit("roomly/confirmed.yaml", "\\bbooking confirmed\\b", "^stay booked\\b");
    edit("roomly/confirmed.yaml", "\\bbooking confirmed: ", "^stay booked by ");
    edit("roomly/confirmed.yaml", "{{label.guest_name}}", "(?:{{label.guest_name}}|who comes)");
    edit("roomly/confirmed.test.yaml", "Booking confirmed: Ada", "Stay booked by Ada");
    edit("roomly/confirmed.test.yaml", "subject: Booking confirmed", "subject: Stay booked");
  }

  const TempFolder folder_;
};

constexpr const char* kMail =
    "Received: from out1.mail.roomly.test by mx.google.com with ESMTPS; Mon, 01 Mar 2027 10:00:01 +0000\r\n"
    "Authentication-Results: mx.google.com; dkim=pass header.d=mail.roomly.test; spf=pass "
    "smtp.mailfrom=mail.roomly.test; dmarc=pass header.from=mail.roomly.test\r\n"
    "From: Roomly <stays@mail.roomly.test>\r\nTo: host@example.org\r\n"
    "Date: Sun, 01 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@mail.roomly.test>\r\n"
    "Subject: Stay booked for the harbour\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "Who comes: Charles Example\r\nAnreise: 4. Juni 2027\r\nAbreise: 9. Juni 2027\r\n"
    "Guests: 2 adults, 1 child\r\nConfirmation code: RM-77120\r\n";

TEST_F(NewPlatform, PassesEveryCheckAsItIs) {
  const ProgramRun made = type({"rules", "new", "roomly"});
  ASSERT_EQ(made.exit_code, 0) << made.error;
  EXPECT_THAT(made.out, HasSubstr("README.md"));
  const ProgramRun checked = type({"rules", "check"});
  EXPECT_THAT(checked.out, HasSubstr("11 platforms")) << checked.out;
  EXPECT_THAT(checked.out, HasSubstr("no errors, 0 warnings"));
  const std::string own = (rules() / "roomly").string();
  const ProgramRun tested = type({"rules", "test", own, "--coverage", "--min", "100"});
  EXPECT_EQ(tested.exit_code, 0) << tested.out << tested.error;
  EXPECT_EQ(type({"rules", "fmt", own, "--check"}).exit_code, 0);
  for (const auto& file : fs::directory_iterator(own))
    EXPECT_THAT(read_file(file.path()), testing::Not(testing::ContainsRegex("[Nn]ew ?[Pp]latform"))) << file.path();
}

TEST_F(NewPlatform, EditedByHandIsLoadedAndExtracts) {
  ASSERT_EQ(type({"rules", "new", "roomly"}).exit_code, 0);
  edit_as_a_person_would();
  const ProgramRun checked = type({"rules", "check"});
  EXPECT_THAT(checked.out, HasSubstr("no errors, 0 warnings")) << checked.out;
  const ProgramRun tested = type({"rules", "test", (rules() / "roomly").string(), "--coverage", "--min", "100"});
  EXPECT_EQ(tested.exit_code, 0) << tested.out << tested.error;
  EXPECT_THAT(type({"plugins", "list"}).out, testing::ContainsRegex("roomly +rules +rules only"));

  write_file(folder_.path() / "mail.eml", kMail);
  const ProgramRun explained = type({"explain", "--json", (folder_.path() / "mail.eml").string()});
  const json read = json::parse(explained.out);
  EXPECT_EQ(read.at("platform"), "roomly");
  EXPECT_EQ(read.at("kind"), "confirmed");
  std::map<std::string, std::string> facts;
  for (const auto& fact : read.at("facts")) facts[fact.at("field")] = fact.at("value");
  EXPECT_EQ(facts["guest_name"], "Charles Example");
  EXPECT_EQ(facts["check_in"], "2027-06-04");
  EXPECT_EQ(facts["check_out"], "2027-06-09");
  EXPECT_EQ(facts["confirmation_code"], "RM-77120");
}

TEST_F(NewPlatform, ItsMailNamesTheGuestOfABooking) {
  ASSERT_EQ(type({"rules", "new", "roomly"}).exit_code, 0);
  edit_as_a_person_would();
  write_file(folder_.path() / "mail" / "1.eml", kMail);
  const fs::path feed = folder_.path() / "feed.ics";
  write_file(feed,
             "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Roomly//EN\r\nBEGIN:VEVENT\r\nUID:1@roomly\r\n"
             "DTSTAMP:20270301T000000Z\r\nDTSTART;VALUE=DATE:20270604\r\nDTEND;VALUE=DATE:20270609\r\n"
             "SUMMARY:Reserved\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  const ProgramRun imported =
      type({"calendar", "import", feed.string(), "--platform", "roomly", "--property", "Harbour Loft"});
  EXPECT_EQ(imported.exit_code, 0) << imported.error;
  const ProgramRun created =
      type({"connection", "create", "--platform", "roomly", "--folder", (folder_.path() / "mail").string()});
  EXPECT_EQ(created.exit_code, 0) << created.error;
  const ProgramRun synced = type({"sync", "--all", "--json"});
  EXPECT_EQ(synced.exit_code, 0) << synced.error;
  EXPECT_EQ(json::parse(synced.out).at(0).at("bookings_enriched"), 1) << synced.out << type({"reviews", "list"}).out;
  EXPECT_THAT(type({"bookings", "list"}).out, HasSubstr("Charles Example"));
  EXPECT_EQ(type({"db", "stop"}).exit_code, 0);
}

TEST_F(NewPlatform, AnUnknownPlatformIsRefusedWithTheKnownOnes) {
  const ProgramRun run = type({"connection", "create", "--platform", "roomly", "--folder", folder_.path().string()});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("no platform 'roomly'"));
  EXPECT_THAT(run.error, HasSubstr("agoda, airbnb, booking, expedia, generic, holidu, houfy, pms, tripadvisor, vrbo"));
}

TEST_F(NewPlatform, RefusesABadIdAndAFolderThatIsThere) {
  for (const char* bad : {"Roomly", "1st", "room-ly", "", "../x", "auto", "abcdefghijklmnopqrstuvwxyz0123456"}) {
    const ProgramRun run = type({"rules", "new", bad});
    EXPECT_EQ(run.exit_code, 1) << bad;
    EXPECT_THAT(run.error, HasSubstr("E101")) << bad;
  }
  const std::string before = read_file(rules() / "airbnb" / "platform.yaml");
  const ProgramRun run = type({"rules", "new", "airbnb"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("exists already"));
  EXPECT_EQ(read_file(rules() / "airbnb" / "platform.yaml"), before);
}

/// A folder of rules.paths stands beside the shipped rules, which no new version of the program overwrites.
TEST_F(NewPlatform, StandsInAFolderOfItsOwnBesideTheShippedOnes) {
  const fs::path config = folder_.path() / "config", own = folder_.path() / "mine";
  fs::create_directory(config);
  fs::create_directory(own);
  write_file(config / "connections.yaml", "rules: { paths: ['../mine'] }\n");
  const auto with = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"--config", config.string()});
    return type(std::move(words));
  };
  const ProgramRun made = with({"rules", "new", "roomly", "--into", own.string()});
  EXPECT_EQ(made.exit_code, 0) << made.error;
  EXPECT_FALSE(fs::exists(own / "common"));
  const ProgramRun checked = with({"rules", "check"});
  EXPECT_THAT(checked.out, HasSubstr("11 platforms")) << checked.out << checked.error;
  EXPECT_EQ(with({"rules", "check", (own / "roomly").string()}).exit_code, 0);
  const ProgramRun tested = with({"rules", "test", own.string()});
  EXPECT_EQ(tested.exit_code, 0) << tested.out << tested.error;
  EXPECT_THAT(with({"connection", "create", "--platform", "roomly", "--folder", own.string()}).out, HasSubstr("Next:"));
  EXPECT_EQ(with({"db", "stop"}).exit_code, 0);
  write_file(config / "connections.yaml", "rules: { paths: [nowhere] }\n");
  EXPECT_THAT(with({"rules", "check"}).error, HasSubstr("rules.paths names 'nowhere'"));
}

/// A folder of one's own needs common/ and nothing else; the program says so.
TEST_F(NewPlatform, GoesIntoAFolderOfItsOwn) {
  const fs::path own = folder_.path() / "own";
  const ProgramRun refused = type({"rules", "new", "roomly", "--into", own.string()});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.error, HasSubstr("common/"));
  EXPECT_FALSE(fs::exists(own));
  fs::create_directory(own);
  fs::copy(rules() / "common", own / "common", fs::copy_options::recursive);
  const ProgramRun made = type({"rules", "new", "roomly", "--into", own.string(), "--json"});
  EXPECT_EQ(made.exit_code, 0) << made.error;
  EXPECT_EQ(json::parse(made.out).at("folder"), (own / "roomly").string());
  const ProgramRun checked = type({"--rules", own.string(), "rules", "check"});
  EXPECT_THAT(checked.out, HasSubstr("no errors, 0 warnings"));
  EXPECT_EQ(type({"--rules", own.string(), "rules", "test", "--min", "100"}).exit_code, 0);
}

}  // namespace
}  // namespace connections::test
