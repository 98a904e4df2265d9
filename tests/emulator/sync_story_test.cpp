// The program against a Gmail that nobody here wrote: from consent to reconnecting, as a host lives it.
#include <algorithm>

#include <gmock/gmock.h>

#include "emulator/emulator.h"
#include "secrets/vault.h"
#include "store/tables/connection_store.h"
#include "store/tables/mail_archive.h"
#include "store/tables/progress_store.h"
#include "store/tables/workspace_store.h"
#include "support/postgres.h"

namespace connections::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr std::size_t kMails = 500;

/// Invented mails of all platforms, as the program itself makes them.
std::vector<std::string> invented_mails(std::size_t count) {
  const TempFolder folder;
  const ProgramRun made = run_program({CONNECTIONS_PROGRAM, "corpus", "generate", folder.path().string(), "--count",
                                       std::to_string(count), "--seed", "4"});
  EXPECT_EQ(made.exit_code, 0) << made.error;
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
    if (entry.path().extension() == ".eml") files.insert(entry.path());
  std::vector<std::string> mails;
  for (const auto& file : files) mails.push_back(read_file(file));
  return mails;
}

std::vector<SeedMail> labelled(const std::vector<std::string>& raw) {
  std::vector<SeedMail> mails;
  for (const std::string& one : raw)
    mails.push_back({fmt::format("19b8{:012x}", 0x1000 + 16 * mails.size()), one, {"INBOX", Emulator::kLabelId}});
  return mails;
}

class Story : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(Emulator::missing(), "");  // only in CI: elsewhere main.cpp skips the suite
    port_ = free_port();
    all_ = invented_mails(kMails + 5);
    const std::vector<std::string> seed(all_.begin(), all_.begin() + kMails);
    mails_ = labelled(seed);
    mails_.push_back({"19b8fffffffff000", all_[kMails], {"INBOX"}});  // not labelled yet
    google_ = std::make_unique<Emulator>(mails_, port_);
    write_config();
  }

  void write_config() const {
    std::filesystem::create_directories(folder_.path() / "config");
    std::filesystem::copy(CONNECTIONS_SOURCE_DIR "/config/plugins.yaml", folder_.path() / "config/plugins.yaml");
    write_file(folder_.path() / "config/connections.yaml",
               fmt::format("google:\n{}  redirect_port: {}\n  quota: {{ units_per_minute: 600000 }}\n",
                           google_->google_settings(), port_));
  }
  [[nodiscard]] std::vector<std::string> environment() const {
    return {"CONNECTIONS_DATA=" + (folder_.path() / "data").string(),
            "CONNECTIONS_CONFIG=" + (folder_.path() / "config").string(), "CONNECTIONS_DATABASE=" + database_url_};
  }
  [[nodiscard]] ProgramRun type(std::vector<std::string> words) const {
    words.insert(words.begin(), CONNECTIONS_PROGRAM);
    return run_program(words, environment());
  }
  /// Types `gmail connect` and does what the person does in the browser.
  ProgramRun connect() const {
    BackgroundProgram program({CONNECTIONS_PROGRAM, "gmail", "connect", "--connection", "airbnb", "--no-browser"},
                              environment());
    EXPECT_TRUE(program.prints("code_challenge_method=S256")) << program.out() << program.error();
    const std::string shown = program.out() + program.error();
    const auto begin = shown.find(google_->url() + "/o/oauth2");
    EXPECT_THAT(google_->consent(shown.substr(begin, shown.find_first_of(" \r\n\"", begin) - begin)),
                HasSubstr("<html"));
    return program.wait();
  }
  [[nodiscard]] json sync() const {
    const ProgramRun run = type({"sync", "--connection", "airbnb", "--json"});
    last_error_ = run.error;
    return json::parse(run.out).at(0);
  }
  [[nodiscard]] json connection() const { return json::parse(type({"connection", "list", "--json"}).out).at(0); }

  /// Every archived mail by its Gmail id; fails if one stands there twice.
  std::map<std::string, std::string> tape() {
    auto database = store::Database::open(database_url_).value();
    const WorkspaceId workspace = workspace_of(database);
    std::map<std::string, std::string> rows;
    const auto read = database.with(store::Role::kApp, workspace, [&](store::Transaction& app) -> Result<void> {
      const auto found = store::find_connection_by_name(app, "airbnb").value();
      const auto mails = store::list_progress(app, found->id).value();
      for (const auto& progress : mails) {
        const auto mail = store::load_mail(app, progress.message);
        EXPECT_TRUE(rows.emplace(progress.gmail_message_id, mail->raw).second) << progress.gmail_message_id;
      }
      return {};
    });
    EXPECT_TRUE(read.has_value()) << to_string(read.error());
    return rows;
  }

  /// What the person does on Google's account page; and an hour passes, so that the access token is over.
  void revoke_at_google() {
    auto database = store::Database::open(database_url_).value();
    const WorkspaceId workspace = workspace_of(database);
    secrets::Vault vault(folder_.path() / "data/keys/master.keys");
    const auto done = database.with(store::Role::kApp, workspace, [&](store::Transaction& app) -> Result<void> {
      const auto found = store::find_connection_by_name(app, "airbnb").value();
      auto sealed = store::load_tokens(app, found->id).value().value();
      google_->revoke(
          vault.open(sealed.refresh_token, {workspace, found->id, secrets::Purpose::kRefreshToken}).value());
      sealed.access_expires_at = sealed.born_at;
      return store::save_tokens(app, found->id, sealed);
    });
    EXPECT_TRUE(done.has_value()) << to_string(done.error());
  }

  static WorkspaceId workspace_of(store::Database& database) {
    return database.as_owner([](store::Transaction& owner) { return store::find_workspace(owner, "default"); })
        .value()
        .value()
        .id;
  }

  TempFolder folder_;
  std::string database_url_ = fresh_database_url();
  int port_ = 0;
  std::vector<std::string> all_;
  std::vector<SeedMail> mails_;
  std::unique_ptr<Emulator> google_;
  mutable std::string last_error_;
};

TEST_F(Story, FromConsentToReconnectEveryMailIsArchivedOnce) {
  ASSERT_EQ(type({"connection", "create", "--platform", "airbnb", "--label", "Airbnb"}).exit_code, 0);
  const ProgramRun connected = connect();
  ASSERT_EQ(connected.exit_code, 0) << connected.out << connected.error;
  EXPECT_EQ(connection().at("gmail_status"), "connected");

  const json first = sync();
  ASSERT_EQ(first.value("emails_archived", 0), kMails) << first << last_error_;
  std::map<std::string, std::string> wanted;
  for (std::size_t i = 0; i < kMails; ++i) wanted[mails_[i].id] = mails_[i].raw;
  EXPECT_EQ(tape(), wanted);

  EXPECT_EQ(sync().at("emails_archived"), 0);

  const std::string added = google_->add_mail(all_[kMails + 1], {"INBOX", Emulator::kLabelId});
  google_->relabel("19b8fffffffff000", {Emulator::kLabelId}, {});  // labelled later
  google_->relabel(mails_[0].id, {}, {Emulator::kLabelId});        // its label is taken away: it stays archived
  google_->trash(mails_[1].id);
  google_->remove(mails_[2].id);
  const json second = sync();
  EXPECT_EQ(second.at("emails_archived"), 2) << second << last_error_;
  wanted[added] = all_[kMails + 1];
  wanted["19b8fffffffff000"] = all_[kMails];
  EXPECT_EQ(tape(), wanted);

  google_->rename_label(Emulator::kLabelId, "Airbnb mails");
  const std::string renamed = google_->add_mail(all_[kMails + 2], {Emulator::kLabelId});
  EXPECT_EQ(sync().at("emails_archived"), 1) << last_error_;
  EXPECT_EQ(connection().at("reservation_label"), "Airbnb mails");
  wanted[renamed] = all_[kMails + 2];

  revoke_at_google();
  const std::string missed = google_->add_mail(all_[kMails + 3], {Emulator::kLabelId});
  EXPECT_EQ(sync().at("error").at("code"), "invalid_grant");
  EXPECT_EQ(connection().at("gmail_status"), "error");
  EXPECT_NE(connection().at("error_since"), nullptr);
  EXPECT_EQ(tape(), wanted);

  ASSERT_EQ(connect().exit_code, 0);
  EXPECT_EQ(connection().at("gmail_status"), "connected");
  EXPECT_EQ(sync().at("emails_archived"), 1) << last_error_;
  wanted[missed] = all_[kMails + 3];
  EXPECT_EQ(tape(), wanted);
}

}  // namespace
}  // namespace connections::test
