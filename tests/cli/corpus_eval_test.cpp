// `corpus eval --json` is a contract: others run it on mails that are not in this repository.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

using nlohmann::json;

const std::string kCorpus = std::string(CONNECTIONS_SOURCE_DIR) + "/engine/corpus/invented";

json evaluate(const std::string& folder, std::vector<std::string> more = {}) {
  std::vector<std::string> words{CONNECTIONS_PROGRAM,   "corpus", "eval", folder, "--json", "--now",
                                 "2026-11-23T12:00:00Z"};
  words.insert(words.end(), more.begin(), more.end());
  const ProgramRun run = run_program(words);
  EXPECT_EQ(run.exit_code, 0) << run.error;
  return json::parse(run.out);
}

TEST(CorpusEval, PrintsTheObjectOfTheContract) {
  const json result = evaluate(kCorpus);
  EXPECT_TRUE(result.at("mails").is_number_integer());
  EXPECT_EQ(result.at("kind").at("total"), result.at("mails"));
  for (const char* count : {"tp", "fp", "fn"}) EXPECT_TRUE(result.at("confirmed").at(count).is_number_integer());
  for (const char* field : {"guest_name", "check_in", "check_out", "confirmation_code", "guest_count", "listing"})
    for (const char* figure : {"tp", "fp", "fn", "precision", "recall"})
      EXPECT_TRUE(result.at("fields").at(field).at(figure).is_number()) << field;
  EXPECT_TRUE(result.at("wrong").is_array());
}

TEST(CorpusEval, FindsEveryConfirmedMailOfTheInventedCorpusAndNoOther) {
  const json result = evaluate(kCorpus);
  EXPECT_EQ(result.at("confirmed").at("fp"), 0);
  EXPECT_EQ(result.at("confirmed").at("fn"), 0);
  EXPECT_GE(result.at("mails").get<int>(), 40);
}

TEST(CorpusEval, NamesNobodyWronglyInTheInventedCorpus) {
  const json result = evaluate(kCorpus);
  for (const char* field : {"guest_name", "check_in", "check_out", "confirmation_code", "guest_count"})
    EXPECT_EQ(result.at("fields").at(field).at("fp"), 0) << field << " " << result.at("wrong").dump(1);
}

TEST(CorpusEval, NarrowsToAPlatformAndAKind) {
  const json all = evaluate(kCorpus);
  const json some = evaluate(kCorpus, {"--platform", "vrbo", "--only-kind", "confirmed"});
  EXPECT_LT(some.at("mails").get<int>(), all.at("mails").get<int>());
  EXPECT_EQ(some.at("confirmed").at("fn"), 0);
}

TEST(CorpusEval, CountsAMailThatNobodyClaimsAsOther) {
  const TempFolder folder;
  write_file(folder.path() / "a.eml", "From: a@example.com\nSubject: hello\n\nbody\n");
  write_file(folder.path() / "truth.jsonl", R"({"file":"a.eml","platform":"other","kind":"other","guest_name":null})"
                                            "\n");
  const json result = evaluate(folder.path().string());
  EXPECT_EQ(result.at("kind").at("correct"), 1);
}

TEST(CorpusEval, ScoresAPlatformThatTheEngineDoesNotKnow) {
  const TempFolder folder;
  write_file(folder.path() / "a.eml", "From: a@example.com\nSubject: hello\n\nbody\n");
  write_file(folder.path() / "truth.jsonl",
             R"({"file":"a.eml","platform":"elsewhere","kind":"confirmed","guest_name":"Ada Example"})"
             "\n");
  EXPECT_EQ(evaluate(folder.path().string()).at("fields").at("guest_name").at("fn"), 1);
}

TEST(CorpusEval, CountsAValueAsWrongWhereTheTruthIsNullAndNotWhereItHasNoKey) {
  const TempFolder folder;
  write_file(folder.path() / "a.eml", read_file(kCorpus + "/mail/airbnb/confirmed-de.eml"));
  write_file(folder.path() / "truth.jsonl", R"({"file":"a.eml","platform":"airbnb","kind":"confirmed","listing":null})"
                                            "\n");
  const json fields = evaluate(folder.path().string()).at("fields");
  EXPECT_EQ(fields.at("listing").at("fp"), 1);
  EXPECT_EQ(fields.at("guest_name").at("fp"), 0);
}

TEST(CorpusEval, RefusesABrokenTruthFileWithItsLine) {
  const TempFolder folder;
  write_file(folder.path() / "truth.jsonl", "{\"file\": \"a.eml\",\n");
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "corpus", "eval", folder.path().string()});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, testing::HasSubstr("truth.jsonl:1"));
}

/// Seven languages of Airbnb, text and HTML twins, guests who write traps: nothing is wrong and nothing is missed.
TEST(CorpusGenerate, IsReadWithoutAnErrorInEveryLayoutAndLanguage) {
  const TempFolder folder;
  const std::string where = folder.path().string();
  ASSERT_EQ(run_program({CONNECTIONS_PROGRAM, "corpus", "generate", where, "--count", "150", "--seed", "11"}).exit_code,
            0);
  const json result = evaluate(where);
  EXPECT_EQ(result.at("mails"), 150);
  EXPECT_TRUE(result.at("wrong").empty()) << result.at("wrong").dump(1);
}

TEST(CorpusGenerate, GivesTheSameBytesForTheSameSeed) {
  const TempFolder folder;
  for (const char* name : {"a", "b"})
    ASSERT_EQ(run_program({CONNECTIONS_PROGRAM, "corpus", "generate", (folder.path() / name).string(), "--count", "20"})
                  .exit_code,
              0);
  for (const char* file : {"truth.jsonl", "mail/000000.eml", "mail/000019.eml"})
    EXPECT_EQ(read_file(folder.path() / "a" / file), read_file(folder.path() / "b" / file));
}

}  // namespace
}  // namespace connections::test
