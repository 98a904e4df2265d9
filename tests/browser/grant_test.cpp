// A host connects a mailbox in a browser: from the link that the host application made to the page that says it.
#include <gmock/gmock.h>
#include <httplib.h>

#include "browser/browser.h"
#include "emulator/emulator.h"
#include "support/postgres.h"

namespace connections::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using enum Step::Does;

constexpr const char* kConnections = "/api/cohost/connections";

class Grant : public testing::Test {
 protected:
  void SetUp() override {
    google_ = std::make_unique<Emulator>(std::vector<SeedMail>{}, port_);
    std::filesystem::create_directories(folder_.path() / "config");
    std::filesystem::copy(CONNECTIONS_SOURCE_DIR "/config/plugins.yaml", folder_.path() / "config/plugins.yaml");
    write_file(folder_.path() / "config/connections.yaml",
               fmt::format("google:\n{}server:\n  listen: 127.0.0.1:{}\n", google_->google_settings(), port_));
    ASSERT_EQ(type({"connection", "create", "--platform", "airbnb", "--label", "Airbnb"}).exit_code, 0);
    const ProgramRun made = type({"workspace", "key", "create", "browser", "--role", "owner"});
    ASSERT_EQ(made.exit_code, 0) << made.error;
    key_ = made.out.substr(0, made.out.find('\n'));
    server_ =
        std::make_unique<BackgroundProgram>(std::vector<std::string>{CONNECTIONS_PROGRAM, "serve"}, environment());
    ASSERT_TRUE(comes_true([&] { return httplib::Client("127.0.0.1", port_).Get("/healthz") != nullptr; }))
        << server_->error();
  }

  [[nodiscard]] std::vector<std::string> environment() const {
    return {"CONNECTIONS_DATA=" + (folder_.path() / "data").string(),
            "CONNECTIONS_CONFIG=" + (folder_.path() / "config").string(), "CONNECTIONS_DATABASE=" + database_url_};
  }
  [[nodiscard]] ProgramRun type(std::vector<std::string> words) const {
    words.insert(words.begin(), CONNECTIONS_PROGRAM);
    return run_program(words, environment());
  }

  /// What the host application asks of the server.
  [[nodiscard]] json ask(const std::string& method, const std::string& path) const {
    httplib::Client client("127.0.0.1", port_);
    httplib::Request request;
    request.method = method;
    request.path = kConnections + path;
    request.headers = {{"Authorization", "Bearer " + key_}};
    const auto answer = client.send(request);
    if (!answer || answer->status >= 300) throw std::runtime_error(path + ": " + (answer ? answer->body : "no answer"));
    return json::parse(answer->body);
  }
  [[nodiscard]] json connection() const { return ask("GET", "").at("items").at(0); }
  [[nodiscard]] std::string start_link() const {
    return ask("POST", fmt::format("/{}/gmail/start-link", connection().at("id").get<std::string>())).at("url");
  }

  TempFolder folder_;
  std::string database_url_ = fresh_database_url();
  int port_ = free_port();
  std::string key_;
  std::unique_ptr<Emulator> google_;
  std::unique_ptr<BackgroundProgram> server_;
};

TEST_F(Grant, ABrowserConnectsTheMailboxAndItsLabelIsVerified) {
  const auto pages =
      Browser::walk({{kOpen, "host", start_link()}, {kPress, "host", Emulator::kUser}, {kOpen, "host", "{1}"}});
  EXPECT_THAT(pages[0].url, HasSubstr("code_challenge_method=S256"));
  EXPECT_EQ(pages[1].status, 200);
  EXPECT_THAT(pages[1].text, HasSubstr("The label 'Airbnb' is there"));
  EXPECT_EQ(connection().at("gmail_status"), "connected");

  EXPECT_EQ(pages[2].status, 400) << "the answer is used a second time";
  EXPECT_THAT(pages[2].text, HasSubstr("cannot be used"));
}

TEST_F(Grant, AnAnswerOfAnotherBrowserIsRefused) {
  const auto pages = Browser::walk({{kOpen, "host", start_link()},
                                    {kOpen, "somebody else", "{0}"},  // Google's page, without the host's cookie
                                    {kPress, "somebody else", Emulator::kUser}});
  EXPECT_EQ(pages[2].status, 403);
  EXPECT_EQ(connection().at("gmail_status"), "pending");
}

TEST_F(Grant, AnAnswerThatNobodyAskedForIsRefused) {
  const std::string answer =
      fmt::format("http://127.0.0.1:{}{}/gmail/callback?state=made-up&code=4/0A", port_, kConnections);
  const auto pages = Browser::walk({{kOpen, "host", answer}});
  EXPECT_EQ(pages[0].status, 400);
  EXPECT_EQ(connection().at("gmail_status"), "pending");
}

}  // namespace
}  // namespace connections::test
