// Re-reading and comparing rule books, as a person types it.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = CONNECTIONS_SOURCE_DIR;
const fs::path kMails = kSource / "engine/corpus/invented/mail/airbnb";

nlohmann::json json_of(const ProgramRun& run) {
  EXPECT_EQ(run.exit_code, 0) << run.error;
  return nlohmann::json::parse(run.out);
}

/// The shipped rules without what reads Airbnb's confirmations.
fs::path without_confirmations(const TempFolder& folder) {
  fs::copy(kSource / "rules", folder.path() / "rules", fs::copy_options::recursive);
  for (const char* name : {"confirmed.yaml", "confirmed.test.yaml", "confirmed_unsure.yaml", "stay.test.yaml"})
    fs::remove(folder.path() / "rules/airbnb" / name);
  return folder.path() / "rules";
}

TEST(RulesDiff, OfABookWithItselfIsEmptyAndOfALesserOneSaysWhatIsLost) {
  const TempFolder folder;
  const std::string shipped = (kSource / "rules").string(), lesser = without_confirmations(folder).string();
  const auto diff = [&](const std::string& old, const std::string& anew) {
    return json_of(run_program({CONNECTIONS_PROGRAM, "rules", "diff", old, anew, "--corpus", kMails.string(),
                                "--platform", "airbnb", "--json"}));
  };
  const auto same = diff(shipped, shipped);
  EXPECT_GT(same.at("mails").get<int>(), 10);
  EXPECT_EQ(same.at("different"), 0);
  const auto lost = diff(shipped, lesser);
  EXPECT_GT(lost.at("fields").at("guest_name").at("lost").get<int>(), 5);
  EXPECT_EQ(diff(lesser, shipped).at("fields").at("guest_name").at("gained"),
            lost.at("fields").at("guest_name").at("lost"));
}

TEST(Workflow, ARereadIsRehearsedDoneAndUndone) {
  const TempFolder folder, rules;
  const std::vector<std::string> data{"CONNECTIONS_DATA=" + folder.path().string()};
  const auto type = [&](std::vector<std::string> words) {
    words.insert(words.begin(), CONNECTIONS_PROGRAM);
    return run_program(words, data);
  };
  type({"calendar", "import", (kSource / "engine/corpus/invented/feeds/airbnb-harbour-loft.ics").string(), "--platform",
        "airbnb", "--property", "Harbour Loft"});
  type({"connection", "create", "--platform", "airbnb", "--label", "Airbnb", "--folder", kMails.string()});
  EXPECT_EQ(type({"sync", "--all"}).exit_code, 0);

  const auto same = json_of(type({"reread", "--dry-run", "--json"}));
  EXPECT_GT(same.at("mails").get<int>(), 10);
  EXPECT_EQ(same.at("different"), 0);
  EXPECT_TRUE(same.at("bookings").empty());

  const std::string lesser = without_confirmations(rules).string();
  const auto lost = json_of(type({"--rules", lesser, "reread", "--dry-run", "--json"}));
  EXPECT_GT(lost.at("fields").at("guest_name").at("lost").get<int>(), 5);
  EXPECT_TRUE(lost.at("run").is_null());
  const auto before = type({"bookings", "list"}).out;
  EXPECT_THAT(before, testing::HasSubstr("Code Match"));
  const auto bookings = json_of(type({"bookings", "list", "--json"}));
  const auto named = std::ranges::find_if(bookings, [](const auto& one) { return !one.at("guest_name").is_null(); });
  ASSERT_NE(named, bookings.end());
  const auto told = json_of(type({"bookings", "explain", named->at("id"), "--json"}));
  EXPECT_EQ(told.at("booking").at("id"), named->at("id"));
  const auto undo = json_of(type({"undo", "--change", told.at("changes").at(0).at("id"), "--json"}));
  EXPECT_EQ(undo.at("done"), false);
  EXPECT_TRUE(undo.at("changes").at(0).at("left").is_null());
  const auto done = type({"--rules", lesser, "reread"});
  EXPECT_THAT(done.out, testing::HasSubstr("lost"));
  EXPECT_EQ(type({"bookings", "list"}).out, before) << "what stands is not taken away by rules that read less";
  EXPECT_EQ(json_of(type({"reread", "--json"})).at("fields").at("guest_name").at("gained"),
            lost.at("fields").at("guest_name").at("lost"));
  EXPECT_EQ(type({"reread", "--since", "yesterday"}).exit_code, 1);
  EXPECT_EQ(type({"db", "stop"}).exit_code, 0);
}

/// Nothing ends silently: each archived mail has an outcome with a reason.
TEST(Workflow, EachArchivedMailSaysWhatBecameOfIt) {
  const TempFolder folder;
  const std::vector<std::string> data{"CONNECTIONS_DATA=" + folder.path().string()};
  const auto type = [&](std::vector<std::string> words) {
    words.insert(words.begin(), CONNECTIONS_PROGRAM);
    return run_program(words, data);
  };
  fs::create_directory(folder.path() / "mail");
  for (const auto& entry : fs::directory_iterator(kMails))
    fs::copy(entry.path(), folder.path() / "mail" / entry.path().filename());
  write_file(folder.path() / "mail" / "stranger.eml", "From: a@example.com\nSubject: hello\n\nbody\n");
  write_file(folder.path() / "mail" / "broken.eml", "");
  type({"calendar", "import", (kSource / "engine/corpus/invented/feeds/airbnb-harbour-loft.ics").string(), "--platform",
        "airbnb", "--property", "Harbour Loft"});
  type({"connection", "create", "--platform", "auto", "--folder", (folder.path() / "mail").string()});
  EXPECT_EQ(type({"sync", "--all"}).exit_code, 0);

  const auto all = json_of(type({"mails", "list", "--limit", "1000", "--json"}));
  ASSERT_GT(all.at("items").size(), 10U);
  EXPECT_EQ(all.at("total"), all.at("items").size());
  std::map<std::string, std::size_t> outcomes;
  std::size_t airbnb_ignored = 0;
  for (const auto& mail : all.at("items")) {
    ++outcomes[mail.at("outcome").get<std::string>()];
    airbnb_ignored += mail.at("outcome") == "ignore" && mail.at("platform") == "airbnb" ? 1 : 0;
    EXPECT_NE(mail.at("why"), "") << mail.dump();
    if (mail.at("subject") != "hello") continue;
    EXPECT_EQ(mail.at("outcome"), "ignore");
    EXPECT_THAT(mail.at("why").get<std::string>(), testing::HasSubstr("no parser claims this mail"));
  }
  EXPECT_GT(outcomes["update"], 0U);
  EXPECT_GT(outcomes["ignore"], 0U);
  EXPECT_EQ(outcomes.count("pending"), 0U);
  const auto ignored = json_of(type({"mails", "list", "--outcome", "ignore", "--platform", "airbnb", "--json"}));
  EXPECT_EQ(ignored.at("total"), airbnb_ignored);
  EXPECT_THAT(type({"mails", "list", "--limit", "1"}).out, testing::HasSubstr("1 of "));
  EXPECT_EQ(type({"mails", "list", "--outcome", "lost"}).exit_code, 2);

  const std::string id = ignored.at("items").at(0).at("id").get<std::string>();
  EXPECT_THAT(type({"mails", "show", id.substr(0, 8)}).out, testing::HasSubstr("changes no booking"));
  EXPECT_THAT(type({"explain", "--message", id.substr(0, 8)}).out, testing::HasSubstr("platform  airbnb"));
  EXPECT_EQ(type({"mails", "show", "not-an-id"}).exit_code, 1);
  EXPECT_EQ(type({"explain", "--message", "00000000"}).exit_code, 1);
  EXPECT_EQ(type({"explain"}).exit_code, 2);
  EXPECT_EQ(type({"db", "stop"}).exit_code, 0);
}

TEST(Workflow, AQueueIsFilteredAndDismissedAtOnce) {
  const TempFolder folder;
  const std::vector<std::string> data{"CONNECTIONS_DATA=" + folder.path().string()};
  const auto type = [&](std::vector<std::string> words) {
    words.insert(words.begin(), CONNECTIONS_PROGRAM);
    return run_program(words, data);
  };
  type({"connection", "create", "--platform", "airbnb", "--label", "Airbnb", "--folder", kMails.string()});
  EXPECT_EQ(type({"sync", "--all"}).exit_code, 0);
  const auto all = json_of(type({"reviews", "list", "--json"}));
  const auto waiting = json_of(type({"reviews", "list", "--reason", "not_in_calendar", "--json"}));
  ASSERT_FALSE(waiting.empty());
  EXPECT_LT(waiting.size(), all.size());
  EXPECT_FALSE(waiting.at(0).at("group").is_null());
  const auto shown = json_of(type({"reviews", "show", waiting.at(0).at("id"), "--json"}));
  EXPECT_EQ(shown.at("review").at("id"), waiting.at(0).at("id"));
  EXPECT_FALSE(shown.at("mail").at("subject").get<std::string>().empty());
  EXPECT_EQ(type({"reviews", "dismiss"}).exit_code, 1);
  EXPECT_THAT(type({"reviews", "dismiss", "--reason", "not_in_calendar"}).out, testing::HasSubstr("--yes does it"));
  EXPECT_EQ(json_of(type({"reviews", "list", "--json"})).size(), all.size());
  const auto dismissed = json_of(type({"reviews", "dismiss", "--reason", "not_in_calendar", "--yes", "--json"}));
  EXPECT_EQ(dismissed.at("items").size(), waiting.size());
  EXPECT_TRUE(dismissed.contains("decided_again"));
  EXPECT_EQ(json_of(type({"reviews", "list", "--json"})).size(), all.size() - waiting.size());
  EXPECT_EQ(type({"db", "stop"}).exit_code, 0);
}

}  // namespace
}  // namespace connections::test
