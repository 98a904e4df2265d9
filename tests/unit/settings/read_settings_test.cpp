#include "settings/settings.h"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "settings/show_settings.h"
#include "support/files.h"

namespace connections::settings {
namespace {

using test::TempFolder;
using test::write_file;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct Mistake {
  const char* name;
  const char* yaml;
  int line, column;
  const char* message;
  const char* suggestion = "";
  const char* file = "connections.yaml";
};

class SettingsMistake : public testing::TestWithParam<Mistake> {};

TEST_P(SettingsMistake, IsReportedAtItsPlace) {
  const TempFolder folder;
  const auto file = folder.path() / GetParam().file;
  write_file(file, GetParam().yaml);
  const ReadSettings read = read_settings(folder.path());
  EXPECT_FALSE(read.settings);
  ASSERT_EQ(read.diagnostics.size(), 1U);
  const rules::Diagnostic& one = read.diagnostics.front();
  EXPECT_EQ(one.where.file, file.string());
  EXPECT_EQ(one.where.line, GetParam().line);
  EXPECT_EQ(one.where.column, GetParam().column);
  EXPECT_THAT(one.message, HasSubstr(GetParam().message));
  EXPECT_THAT(one.suggestion, HasSubstr(GetParam().suggestion));
  EXPECT_EQ(one.source_line, "") << "a line may hold a secret";
}

constexpr Mistake kMistakes[]{
    {"UrlList", "database: { url: ['postgresql://db.example/x'] }\n", 1, 18, "'url' must be a text"},
    {"BordersScalar", "mail:\n  trusted_borders: mx.example.com\n", 2, 20, "must be a list of texts"},
    {"ListenList", "server: { listen: [x] }\n", 1, 19, "'listen' must be a text"},
    {"ListenPortOnly", "server: { listen: 8080 }\n", 1, 19, "must be HOST:PORT"},
    {"ListenPortRange", "server: { listen: 'localhost:70000' }\n", 1, 19, "must be HOST:PORT"},
    {"DataFolderList", "data_folder: [a]\n", 1, 14, "'data_folder' must be a text"},
    {"SectionList", "server: [1]\n", 1, 9, "'server' must be a map of keys"},
    {"Section", "serverr: {}\n", 1, 1, "unknown key 'serverr'", "did you mean 'server'?"},
    {"Key", "google: { quota: { unit_per_minute: 5 } }\n", 1, 20, "unknown key 'unit_per_minute' in google.quota",
     "did you mean 'units_per_minute'?"},
    {"KeyTwice", "server:\n  workers: 2\n  workers: 3\n", 3, 3, "workers"},
    {"WholeRange", "server: { workers: 33 }\n", 1, 20, "'workers' must be from 1 to 32, not 33"},
    {"WholeDecimal", "server: { workers: 1.5 }\n", 1, 20, "'workers' must be a whole number"},
    {"DecimalRange", "rules: { margin: 1.5 }\n", 1, 18, "'margin' must be from 0 to 1, not 1.5"},
    {"DecimalWord", "rules: { accept_at: high }\n", 1, 21, "'accept_at' must be a number, not 'high'"},
    {"PlainHttp", "google: { api_url: 'http://example.com' }\n", 1, 20, "google.api_url must be an https URL"},
    {"PushPath", "watch: { path: /health }\n", 1, 16, "watch.path must be"},
    {"Audience", "watch: { audience: https://stays.example }\n", 1, 20, "'audience' needs 'service_account'"},
    {"TwoSecrets", "google: { client_secret: a, client_secret_file: b }\n", 1, 49, "are both set; remove one"},
    {"NoSecretFile", "google: { client_secret_file: none }\n", 1, 31, "google.client_secret_file cannot be read"},
    {"NotYaml", "server: { listen\n", 2, 1, ""},
    {"RequiredYes", "plugins:\n  - { id: a, file: a.so, required: yes }\n", 2, 36, "'required' must be true or false",
     "", "plugins.yaml"},
    {"PluginPath", "plugins:\n  - { id: a, file: ../a.so }\n", 2, 5, "or an absolute path", "", "plugins.yaml"},
    {"PluginNoId", "plugins:\n  - { file: a.so }\n", 2, 5, "missing key 'id' in plugin", "", "plugins.yaml"},
    {"PluginList", "plugins: { a: a.so }\n", 1, 10, "'plugins' must be a list", "", "plugins.yaml"},
};
INSTANTIATE_TEST_SUITE_P(Of, SettingsMistake, testing::ValuesIn(kMistakes),
                         [](const auto& info) { return info.param.name; });

TEST(Settings, AllMistakesOfBothFilesAreReportedAtOnce) {
  const TempFolder folder;
  write_file(folder.path() / "connections.yaml",
             "database: { url: [a] }\ndata_foldr: x\nserver: { workers: 0, listen: here }\n");
  write_file(folder.path() / "plugins.yaml", "plugins:\n  - { id: a, file: a.so, required: maybe }\n");
  EXPECT_EQ(read_settings(folder.path()).diagnostics.size(), 5U);
}

TEST(Settings, MessagesNeverQuoteASecret) {
  const TempFolder folder;
  for (const char* yaml : {"google: { client_secret: 0123456 }\n", "google: { client_secret: [hunter0123456] }\n",
                           "database: { url: [postgresql://a:0123456@host/x] }\n",
                           "google: { client_secert: 0123456 }\n", "google: { client_secret: 0123456\n"}) {
    write_file(folder.path() / "connections.yaml", yaml);
    const ReadSettings read = read_settings(folder.path());
    EXPECT_FALSE(read.settings) << yaml;
    EXPECT_THAT(rules::render(read.diagnostics, rules::DiagnosticFormat::kText), Not(HasSubstr("0123456")));
  }
}

TEST(Settings, InPipesThatNobodyWritesToAreRefused) {
  const TempFolder folder;
  write_file(folder.path() / "connections.yaml", "google: { client_secret_file: pipe }\n");
  ASSERT_EQ(mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
  ASSERT_EQ(mkfifo((folder.path() / "plugins.yaml").c_str(), 0600), 0);
  EXPECT_EQ(read_settings(folder.path()).diagnostics.size(), 2U);
}

TEST(Settings, AreTheDefaultsWithoutFilesOrWithCommentsOnly) {
  const TempFolder folder;
  const auto none = read_settings(folder.path());
  write_file(folder.path() / "connections.yaml", "# server:\n\n  # workers: 3\n");
  const auto comments = read_settings(folder.path());
  ASSERT_TRUE(none.settings && comments.settings);
  EXPECT_EQ(show_settings(*none.settings), show_settings(Settings{}));
  EXPECT_EQ(show_settings(*comments.settings), show_settings(Settings{}));
}

TEST(Settings, ShippedFilesHoldTheDefaultsAndFourPlugins) {
  const auto read = read_settings(CONNECTIONS_SOURCE_DIR "/config");
  ASSERT_TRUE(read.settings) << rules::render(read.diagnostics, rules::DiagnosticFormat::kText);
  EXPECT_EQ(show_settings(*read.settings), show_settings(Settings{}));
  EXPECT_EQ(read.settings->plugins.size(), 4U);
}

TEST(Settings, TakeTheValuesOfTheFiles) {
  const TempFolder folder;
  write_file(folder.path() / "secret", "  hush\n");
  write_file(
      folder.path() / "connections.yaml",
      "server: { listen: '[::1]:0', sync_minutes: 0.05 }\nmail: { trusted_borders: [mx.a.example, mx.b.example] }\n"
      "rules: { facts: 7 }\ngoogle: { client_secret_file: secret, api_url: 'http://127.0.0.1:99/' }\n");
  write_file(folder.path() / "plugins.yaml", "plugins:\n  - { id: a, file: /opt/a.so, required: true }\n");
  const auto read = read_settings(folder.path());
  ASSERT_TRUE(read.settings) << rules::render(read.diagnostics, rules::DiagnosticFormat::kText);
  EXPECT_EQ(read.settings->server.listen.host, "::1");
  EXPECT_EQ(read.settings->server.listen.port, 0);
  EXPECT_EQ(read.settings->server.sync_minutes, 0.05);
  EXPECT_THAT(read.settings->trusted_borders, ElementsAre("mx.a.example", "mx.b.example"));
  EXPECT_EQ(read.settings->budgets.facts, 7U);
  EXPECT_EQ(read.settings->google.client.client_secret, "hush");
  EXPECT_EQ(read.settings->google.endpoints.api_url, "http://127.0.0.1:99");
  EXPECT_TRUE(read.settings->plugins.at(0).required);
}

TEST(ShowSettings, MasksSecrets) {
  Settings settings;
  settings.database_url = "postgresql://owner:pass@word@db.example/stays?sslpassword=secret";
  settings.google.client.client_secret = "secret";
  settings.google.endpoints.token_url = "https://user:secret@token.example/t?key=secret";
  const auto shown = show_settings(settings);
  EXPECT_EQ(shown["database"]["url"], "postgresql://***@db.example/stays");
  EXPECT_EQ(shown["google"]["client_secret"], "***");
  EXPECT_EQ(shown["google"]["token_url"], "https://***@token.example/t");
  EXPECT_EQ(shown["google"]["quota"]["get"], 20);
  EXPECT_EQ(shown["server"]["listen"], "127.0.0.1:8080");
}

}  // namespace
}  // namespace connections::settings
