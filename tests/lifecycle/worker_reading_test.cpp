// What a worker process reads is what this process would have read, and a reader that dies costs nothing but time.
#include <csignal>
#include <fstream>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "lifecycle/mailbox.h"
#include "store/tables/extraction_json.h"
#include "support/postgres.h"
#include "sync/describe_mail.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;

sync::WorkerReader& reader() {
  static const auto one = *sync::WorkerReader::start(shipped_parsers().parsers(), {.workers = 1, .limits = {}});
  return *one;
}

std::vector<fs::path> invented_mails() {
  std::vector<fs::path> all;
  for (const auto& one :
       fs::recursive_directory_iterator(fs::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented/mail"))
    if (one.path().extension() == ".eml") all.push_back(one.path());
  return all;
}

/// Every member, so that a loss on the way shows.
std::string text_of(const store::MailDescription& one) {
  return fmt::format("{}\n{}\n{}\n{}", one.from_address, one.subject,
                     one.received_at ? to_rfc3339(*one.received_at) : "-",
                     one.raw_metadata.dump(1, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::string text_of(const sync::ReadMail& read) {
  return fmt::format("{}\n{} {}\n{}\n{}\n{}", store::to_json(read.facts).dump(), read.authenticated,
                     read.authentication, read.holds_for, to_rfc3339(read.received),
                     read.description ? text_of(*read.description) : "not described");
}

/// The same mail read in both ways.
void expect_same(const std::string& raw, const std::string& platform) {
  plugin::Parsers parsers = shipped_parsers().parsers();
  const Instant now = *parse_rfc3339(Mailbox::kNow);
  const std::vector<std::string> borders{"mx.google.com"};
  const std::string engine = "7.7.7";
  store::ArchivedMail archived;
  archived.raw = raw;
  archived.processed_at = now;
  const auto read = reader().read({"w"}, {.platform = platform,
                                          .engine_version = engine,
                                          .trusted_borders = borders,
                                          .received = {},
                                          .processed = now,
                                          .describe = true,
                                          .raw = raw});
  ASSERT_TRUE(read) << to_string(read.error());
  ASSERT_TRUE(*read) << read->error().reason;
  EXPECT_TRUE((*read)->description) << "the mail was parsed once for both";
  EXPECT_EQ(text_of(**read), text_of(sync::read_archived({parsers, borders, engine}, archived, platform)));
  const auto described = reader().describe({"w"}, {.received = now, .now = now, .raw = raw});
  ASSERT_TRUE(described) << to_string(described.error());
  ASSERT_TRUE(*described) << described->error().reason;
  EXPECT_EQ(text_of(**described), text_of(sync::description_of(raw, now, now, parsers.book().forward_words)));
}

TEST(WorkerReading, FindsInEveryInventedMailWhatThisProcessFinds) {
  const auto mails = invented_mails();
  ASSERT_GT(mails.size(), 100u);
  for (const fs::path& mail : mails) {
    SCOPED_TRACE(mail);
    expect_same(read_file(mail), "auto");
  }
}

TEST(WorkerReading, FindsTheSameInBytesThatNobodyExpects) {
  const std::string every_byte = [] {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    return all;
  }();
  const std::string head = "From: Airbnb <automated@airbnb.com>\nSubject: Reservation confirmed\n";
  for (const std::string& raw : {std::string(), std::string("\0", 1), every_byte, head + "\n" + every_byte,
                                 head + "X-Odd: " + every_byte.substr(128) + "\n\n\xff\xfe text\n"})
    expect_same(raw, "airbnb");
}

class Charset : public testing::TestWithParam<const char*> {};

TEST_P(Charset, IsConvertedInTheSandboxToo) {
  expect_same("From: a@example.com\nSubject: =?" + std::string(GetParam()) +
                  "?Q?=C0=E9=B0=A1?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=\"" + GetParam() +
                  "\"\nContent-Transfer-Encoding: 8bit\n\n\xc0\xe9\xb0\xa1 Gast \x80\x96 \xa4\xb3\n",
              "auto");
}

INSTANTIATE_TEST_SUITE_P(WorkerReading, Charset,
                         testing::Values("iso-8859-1", "ISO-8859-15", "iso-8859-8-i", "windows-1251", "cp1252",
                                         "koi8-r", "gb2312", "gb18030", "big5", "shift_jis", "sjis", "euc-kr",
                                         "ks_c_5601-1987", "iso-2022-jp", "x-sjis", "ibm850", "utf-16le", "utf-7",
                                         "macintosh", "latin1", "x-unknown"));

TEST(WorkerReading, ALargeMailIsRead) {
  std::string raw = "From: a@example.com\nSubject: large\nMIME-Version: 1.0\nContent-Type: text/plain\n\n";
  while (raw.size() < (48u << 20)) raw += "Sixty characters of a text that somebody typed many times. \n";
  expect_same(raw, "airbnb");
}

constexpr const char* kMails[]{"airbnb/confirmed-en-us-new-layout.eml", "airbnb/confirmed-de.eml",
                               "airbnb/forwarded-gmail-en.eml",         "airbnb/phishing-spoofed-sender.eml",
                               "airbnb/message-guest-trap-en.eml",      "other/nested-multipart-25.eml"};

void fill(Mailbox& mailbox) {
  for (const char* name : kMails) mailbox.add_mail(name);
  mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
}

TEST(WorkerReading, ASyncEndsInTheSameRows) {
  store::Database database = fresh_store();
  Mailbox here(database, "here"), there(database, "there");
  fill(here);
  fill(there);
  ASSERT_TRUE(here.sync(database));
  ASSERT_TRUE(there.sync_with(database, {.reader = &reader()}));
  EXPECT_EQ(there.rows(database), here.rows(database));
  EXPECT_THAT(there.rows(database), testing::HasSubstr("Code Match"));
}

TEST(WorkerReading, ANewReaderFollowsAReload) {
  const TempFolder folder;
  fs::copy(fs::path(CONNECTIONS_SOURCE_DIR) / "rules", folder.path() / "rules", fs::copy_options::recursive);
  const auto registry = plugin::Registry::open(
      {.rules = {.rules = folder.path() / "rules", .overrides = {}, .engine_version = "0.1.0", .budgets = {}},
       .allowed = {},
       .plugin_folder = {},
       .state_folder = {}});
  ASSERT_TRUE(registry) << to_string(registry.error());
  sync::WorkerReaders readers([&] { return (*registry)->parsers(); }, {.workers = 1, .limits = {}});
  const auto before = readers.now();
  ASSERT_TRUE(before) << to_string(before.error());
  EXPECT_EQ(readers.now()->reader, before->reader) << "one pool of processes, until something changes";
  const fs::path rules = folder.path() / "rules/airbnb/confirmed.yaml";
  write_file(rules, read_file(rules) + "# another book\n");
  ASSERT_TRUE((*registry)->reload());
  const auto after = readers.now();
  ASSERT_TRUE(after);
  EXPECT_NE(after->reader, before->reader);
  const sync::ReadRequest request{.platform = "airbnb",
                                  .engine_version = "0",
                                  .trusted_borders = {},
                                  .received = {},
                                  .processed = {},
                                  .raw = read_file(invented_mails().front())};
  EXPECT_EQ((*after->reader->read({"w"}, request))->facts.rule_book, after->parsers.book().hash);
  EXPECT_EQ((*before->reader->read({"w"}, request))->facts.rule_book, before->parsers.book().hash)
      << "work under way ends on the rules it began with";
}

}  // namespace
}  // namespace connections::test
