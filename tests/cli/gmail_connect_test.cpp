// `gmail connect` from end to end: the program, its private database, a Google that stands in, and a browser that is
// a script named xdg-open.
#include <chrono>
#include <fstream>
#include <future>
#include <thread>

#include <sys/stat.h>
#include <nlohmann/json.hpp>

#include "source/gmail/oauth/pkce.h"
#include "support/files.h"
#include "support/google_stand_in.h"
#include "support/program.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class GmailConnect : public testing::Test {
 protected:
  void SetUp() override {
    write_file(config() / "connections.yaml", google.yaml());
    write_file(
        folder.path() / "bin" / "xdg-open",
        "#!/bin/sh\nprintf '%s' \"$1\" > \"$BROWSER_FILE.part\" && mv \"$BROWSER_FILE.part\" \"$BROWSER_FILE\"\n");
    chmod((folder.path() / "bin" / "xdg-open").c_str(), 0755);
    EXPECT_EQ(type({"connection", "create", "--platform", "airbnb", "--label", "Airbnb"}).exit_code, 0);
  }
  void TearDown() override { type({"db", "stop"}); }

  [[nodiscard]] fs::path config() const { return folder.path() / "config"; }
  [[nodiscard]] fs::path data() const { return folder.path() / "data"; }

  ProgramRun type(std::vector<std::string> words) {
    words.insert(words.begin(), CONNECTIONS_PROGRAM);
    ProgramRun run =
        run_program(words, {"CONNECTIONS_DATA=" + data().string(), "CONNECTIONS_CONFIG=" + config().string(),
                            "DISPLAY=:0", "BROWSER_FILE=" + browser_file().string(),
                            "PATH=" + (folder.path() / "bin").string() + ":/usr/bin:/bin"});
    const std::lock_guard lock(mutex_);
    printed += run.out + run.error;
    return run;
  }
  [[nodiscard]] fs::path browser_file() const { return folder.path() / "browser"; }

  /// The address that the program has asked the desktop to open.
  std::string consent_url() {
    for (int tries = 0; tries < 3000 && !fs::exists(browser_file()); ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::string url = read_file(browser_file());
    fs::remove(browser_file());
    return url;
  }
  static std::string path_of(const std::string& url) { return url.substr(url.find('/', 8)); }

  /// Opens Google's page and gives the address that it redirects to.
  std::string allow(const std::string& url) {
    return httplib::Client("127.0.0.1", google.web.port()).Get(path_of(url))->get_header_value("Location");
  }
  httplib::Result visit(const std::string& redirect) {
    const auto colon = redirect.find(':', 8);
    return httplib::Client("127.0.0.1", std::stoi(redirect.substr(colon + 1))).Get(path_of(redirect));
  }

  /// Types the command, and does in the browser what a person does.
  ProgramRun connect(std::vector<std::string> more = {}, const std::string& connection = "airbnb") {
    std::vector<std::string> words{"gmail", "connect", "--connection", connection, "--redirect-port", "0"};
    words.insert(words.end(), more.begin(), more.end());
    auto program = std::async(std::launch::async, [&] { return type(words); });
    EXPECT_EQ(visit(allow(consent_url()))->status, 200);
    return program.get();
  }
  json shown(const std::string& connection = "airbnb") {
    return json::parse(type({"connection", "show", connection, "--json"}).out);
  }

  GoogleStandIn google{source::challenge_of};
  TempFolder folder;
  std::string printed;  ///< by every command so far

 private:
  std::mutex mutex_;
};

TEST_F(GmailConnect, FromTheTerminalToAVerifiedLabel) {
  const ProgramRun run = connect();
  EXPECT_EQ(run.exit_code, 0) << run.error;
  EXPECT_THAT(run.out, HasSubstr("Connected to host@example.test"));
  EXPECT_THAT(run.out, HasSubstr("Next:  connections sync"));
  EXPECT_EQ(shown()["gmail_status"], "connected");
  EXPECT_EQ(shown()["gmail_address"], "host@example.test");
  struct stat key {};
  ASSERT_EQ(stat((data() / "keys" / "master.keys").c_str(), &key), 0);
  EXPECT_EQ(key.st_mode & 0777, 0600U);
  const auto labels = json::parse(type({"gmail", "labels", "--connection", "airbnb", "--json"}).out);
  EXPECT_EQ(labels.size(), 3U);
  EXPECT_EQ(labels[1]["name"], "Airbnb");
}

TEST_F(GmailConnect, DeclinedOnGooglesPageChangesNothing) {
  google.denial = "access_denied";
  const ProgramRun run = connect();
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("declined"));
  EXPECT_EQ(shown()["gmail_status"], "pending");
}

TEST_F(GmailConnect, AWrongStateIsRefusedAndTheRightOneStillWorksOnce) {
  auto program = std::async(std::launch::async, [&] {
    return type({"gmail", "connect", "--connection", "airbnb", "--redirect-port", "0", "--json"});
  });
  const std::string right = allow(consent_url());
  std::string wrong = right;
  wrong.replace(wrong.find("state=") + 6, 4, "AAAA");
  EXPECT_EQ(visit(wrong)->status, 400);
  EXPECT_EQ(visit(right)->status, 200);
  const ProgramRun run = program.get();
  EXPECT_EQ(run.exit_code, 0) << run.error;
  EXPECT_EQ(json::parse(run.out)["gmail_status"], "connected");
  EXPECT_FALSE(visit(right)) << "the listener is gone";
  EXPECT_EQ(google.codes, 1);
}

TEST_F(GmailConnect, SaysThatNobodyCame) {
  const ProgramRun run = type({"gmail", "connect", "--connection", "airbnb", "--redirect-port", "0", "--timeout", "1"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("timed out after 1 s waiting for Google's answer"));
}

TEST_F(GmailConnect, WithoutALabelNoBrowserOpens) {
  type({"connection", "create", "--platform", "vrbo", "--name", "bare"});
  const ProgramRun run = type({"gmail", "connect", "--connection", "bare", "--redirect-port", "0", "--json"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(json::parse(run.out)["error"]["code"], "LABEL_NOT_CONFIGURED");
  EXPECT_FALSE(fs::exists(browser_file()));
}

TEST_F(GmailConnect, AMissingLabelIsNamedWithItsNeighboursAndCanBeMended) {
  google.labels = {"AirBnb", "Stays/Vrbo"};
  const ProgramRun run = connect();
  EXPECT_EQ(run.exit_code, 1);
  for (const char* part : {"LABEL_NOT_FOUND", "'AirBnb'", "'Stays/Vrbo'", "set-label"})
    EXPECT_THAT(run.error, HasSubstr(part));
  EXPECT_EQ(shown()["gmail_status"], "error");
  EXPECT_EQ(type({"connection", "set-label", "airbnb", "AirBnb"}).exit_code, 0);
  EXPECT_EQ(shown()["reservation_label"], "AirBnb");
  EXPECT_EQ(connect().exit_code, 0);
  EXPECT_EQ(shown()["gmail_status"], "connected");
}

TEST_F(GmailConnect, WithoutAGoogleClientItSaysHowToGetOne) {
  write_file(config() / "connections.yaml", "google:\n  redirect_port: 0\n");
  const ProgramRun run = type({"gmail", "connect", "--connection", "airbnb"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("CONFIG_INVALID"));
  EXPECT_THAT(run.error, HasSubstr("config/README.md"));
}

TEST_F(GmailConnect, DeletingAsksRevokesAndFreesTheName) {
  EXPECT_EQ(connect().exit_code, 0);
  EXPECT_EQ(type({"connection", "delete", "airbnb"}).exit_code, 1) << "nobody there to say yes";
  EXPECT_TRUE(google.revoked.empty());
  const ProgramRun run = type({"connection", "delete", "airbnb", "--yes", "--json"});
  EXPECT_EQ(json::parse(run.out)["revoked"], true) << run.error;
  EXPECT_EQ(google.revoked.size(), 1U);
  EXPECT_EQ(type({"connection", "show", "airbnb"}).exit_code, 1);
  EXPECT_EQ(json::parse(type({"connection", "list", "--json"}).out).size(), 0U);
  EXPECT_EQ(type({"connection", "create", "--platform", "airbnb", "--label", "Airbnb"}).exit_code, 0);
}

TEST_F(GmailConnect, RotatingTheMasterKeySealsEveryTokenAnewAndAnInterruptedOneGoesOn) {
  EXPECT_EQ(connect().exit_code, 0);
  const fs::path file = data() / "keys" / "master.keys";
  const std::string with_one = read_file(file);
  const auto first = json::parse(type({"keys", "rotate-master", "--json"}).out);
  EXPECT_EQ(first["resealed"], 1);
  EXPECT_EQ(first["resumed"], false);
  EXPECT_EQ(type({"gmail", "labels", "--connection", "airbnb"}).exit_code, 0);

  const auto second = json::parse(type({"keys", "rotate-master", "--json"}).out);
  EXPECT_EQ(second["resealed"], 1);
  // As if it had been cut after the new key was made: one more key, and nothing sealed with it.
  std::string cut = read_file(file);
  const auto last = cut.rfind('\n', cut.size() - 2) + 1;
  const auto before = cut.rfind('\n', last - 2) + 1;
  write_file(file, cut.substr(0, before) + cut.substr(last) + cut.substr(before, last - before));
  const auto third = json::parse(type({"keys", "rotate-master", "--json"}).out);
  EXPECT_EQ(third["resumed"], true);
  EXPECT_EQ(third["resealed"], 1);
  const auto keys = json::parse(type({"keys", "list", "--json"}).out);
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_EQ(keys[2]["connections"], 1);
  EXPECT_EQ(keys[0]["connections"], 0);

  write_file(file, with_one);  // a copy from long ago does not hold the key that seals now
  const ProgramRun run = type({"gmail", "labels", "--connection", "airbnb"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("SECRET_UNREADABLE"));
  EXPECT_EQ(json::parse(type({"keys", "list", "--json"}).out).back()["made"], nullptr) << "the missing key is shown";
}

TEST_F(GmailConnect, ALooseKeyFileIsRefused) {
  EXPECT_EQ(connect().exit_code, 0);
  chmod((data() / "keys" / "master.keys").c_str(), 0644);
  const ProgramRun run = type({"gmail", "labels", "--connection", "airbnb"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("SECRET_UNREADABLE"));
  EXPECT_THAT(run.error, HasSubstr("chmod 600"));
}

TEST_F(GmailConnect, NothingSecretIsEverPrinted) {
  EXPECT_EQ(connect({"--json"}).exit_code, 0);
  shown();
  type({"connection", "list", "--json"});
  type({"connection", "show", "airbnb"});
  type({"gmail", "labels", "--connection", "airbnb"});
  type({"keys", "list", "--json"});
  type({"config", "show", "--json"});
  type({"config", "show"});
  type({"--database", "postgresql://ada:SECRET@word@db.example.test/name?password=SECRET", "config", "show"});
  google.web.server.stop();  // and what fails
  type({"gmail", "labels", "--connection", "airbnb"});
  type({"connection", "delete", "airbnb", "--yes"});
  EXPECT_THAT(printed, HasSubstr("\"client_secret\": \"***\""));
  std::ifstream lines(data() / "keys" / "master.keys");
  std::string key;
  for (std::string line; std::getline(lines, line);)
    if (!line.empty() && line[0] != '#') key = line.substr(line.rfind(' ') + 1);
  ASSERT_EQ(key.size(), 43U);
  for (const std::string& secret : {std::string("ya29."), std::string("1//refresh"), std::string("code-1"),
                                    std::string("SECRET"), key, std::string(GoogleStandIn::kClientSecret)})
    EXPECT_THAT(printed, Not(HasSubstr(secret)));
}

}  // namespace
}  // namespace connections::test
