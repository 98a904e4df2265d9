// A parser that ends its process, as a person meets it: the sync goes on, health says what is wrong.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

constexpr int kSigAbort = 128 + 6;

struct Quarantine : testing::Test {
  TempFolder folder;
  fs::path mail = folder.path() / "mail";

  void SetUp() override {
    fs::create_directories(folder.path() / "config");
    fs::create_directories(mail);
    fs::permissions(folder.path(), fs::perms::others_exec, fs::perm_options::add);
    write_file(folder.path() / "config/plugins.yaml",
               "plugins: [{ id: hostile, file: '" BAD_PLUGINS "/hostile.so', required: true }]\n");
    add("1.eml", "an honest one");
    ASSERT_EQ(type({"connection", "create", "--platform", "hostile", "--folder", mail.string()}).exit_code, 0);
  }
  void TearDown() override { EXPECT_EQ(type({"db", "stop"}).exit_code, 0); }
  void add(const std::string& file, const std::string& subject) const {
    write_file(mail / file, "From: a@example.com\nSubject: " + subject + "\n\nHello\n");
  }
  ProgramRun type(std::vector<std::string> command) const {
    const std::vector<std::string> first{CONNECTIONS_PROGRAM, "--config", (folder.path() / "config").string(), "--data",
                                         (folder.path() / "data").string()};
    command.insert(command.begin(), first.begin(), first.end());
    return run_program(command);
  }
};

TEST_F(Quarantine, APoisonMailCostsItselfAndIsCountedByHealth) {
  add("2.eml", "extract: abort");
  const ProgramRun synced = type({"sync", "--all", "--json"});
  EXPECT_EQ(synced.exit_code, 0) << synced.error;
  EXPECT_EQ(json::parse(synced.out).at(0).at("reviews_filed"), 2) << synced.out;
  EXPECT_EQ(json::parse(type({"health", "--json"}).out).at(0).at("emails_quarantined"), 1);
  const std::string told = type({"health"}).out;
  EXPECT_THAT(told, HasSubstr("mails quarantined: 1"));
  EXPECT_THAT(told, HasSubstr("connections reviews list"));
  EXPECT_THAT(type({"reviews", "list", "--json"}).out, HasSubstr("it aborted (SIGABRT)"));
}

TEST_F(Quarantine, InThisProcessAPoisonMailEndsIt) {
  add("2.eml", "extract: abort");
  EXPECT_EQ(type({"sync", "--all", "--in-process"}).exit_code, kSigAbort);
  EXPECT_EQ(type({"sync", "--all"}).exit_code, 0) << "and goes on in workers";
  EXPECT_EQ(json::parse(type({"health", "--json"}).out).at(0).at("emails_quarantined"), 1);
}

TEST_F(Quarantine, ServeSyncsTheOthers) {
  add("2.eml", "extract: exit");
  const ProgramRun once = type({"serve", "--once"});
  EXPECT_EQ(once.exit_code, 0) << once.error;
  EXPECT_THAT(once.out, HasSubstr("1 connections were due, 0 failed"));
  EXPECT_EQ(json::parse(type({"health", "--json"}).out).at(0).at("emails_quarantined"), 1);
}

}  // namespace
}  // namespace connections::test
