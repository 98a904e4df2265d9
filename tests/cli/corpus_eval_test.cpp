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

class ScoredMail : public testing::Test {
 protected:
  ScoredMail() {
    write_file(folder_.path() / "a.eml", read_file(kCorpus + "/mail/airbnb/confirmed-de.eml"));
    truth("someone else");
  }
  void truth(const std::string& guest) {
    write_file(folder_.path() / "truth.jsonl",
               R"({"file":"a.eml","platform":"airbnb","kind":"confirmed","guest_name":")" + guest + "\"}\n");
  }
  ProgramRun eval(std::vector<std::string> more) {
    std::vector<std::string> words{CONNECTIONS_PROGRAM, "corpus", "eval", folder_.path().string()};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }
  TempFolder folder_;
};

TEST_F(ScoredMail, FailsUnderTheBoundsThatWereAsked) {
  EXPECT_EQ(eval({}).exit_code, 0);
  EXPECT_EQ(eval({"--fail-under", "check_in=0.99/0.95", "--fail-under", "kind=1"}).exit_code, 0);
  const ProgramRun under = eval({"--fail-under", "all=0.99/0.95"});
  EXPECT_EQ(under.exit_code, 1);
  EXPECT_THAT(under.error, testing::HasSubstr("guest_name: precision 0.0000 is under 0.99"));
  EXPECT_THAT(under.error, testing::HasSubstr("guest_name: recall 0.0000 is under 0.95"));
  for (const char* bad : {"guest=0.9/0.9", "guest_name", "guest_name=0.9", "guest_name=2/1", "kind=0.9/0.9", "all=/"}) {
    const ProgramRun run = eval({"--fail-under", bad});
    EXPECT_EQ(run.exit_code, 1) << bad;
    EXPECT_THAT(run.error, testing::HasSubstr("is not a bound")) << bad;
  }
}

TEST_F(ScoredMail, ComparesWithAnEarlierRunMailByMail) {
  const std::string before = (folder_.path() / "before.json").string();
  write_file(before, eval({"--json"}).out);
  EXPECT_THAT(eval({"--baseline", before}).out, testing::HasSubstr("No mail is read differently"));
  const json first = json::parse(read_file(before));
  truth(first.at("wrong").at(0).at("got").get<std::string>());
  const ProgramRun after = eval({"--baseline", before});
  EXPECT_THAT(after.out, testing::HasSubstr("0.0000 → 1.0000"));
  EXPECT_THAT(after.out, testing::HasSubstr("better\n  a.eml  guest_name  expected \"someone else\""));
  write_file(before, "{}");
  EXPECT_EQ(eval({"--baseline", before}).exit_code, 1);
}

TEST_F(ScoredMail, WritesAPageOfTheMailsThatWentWrongWithTheirTextEscaped) {
  const std::string page = (folder_.path() / "wrong.html").string();
  truth("<b>someone else</b>");
  ASSERT_EQ(eval({"--html", page}).exit_code, 0);
  const std::string html = read_file(page);
  EXPECT_THAT(html, testing::HasSubstr("1 of 1 mails went wrong"));
  EXPECT_THAT(html, testing::HasSubstr("<td>&lt;b&gt;someone else&lt;/b&gt;"));
  EXPECT_THAT(html, testing::ContainsRegex("<mark title=\"guest_name: airbnb[^\"]*\">[^<]+</mark>"));
  EXPECT_THAT(html, testing::Not(testing::HasSubstr("<script")));
}

TEST(CorpusEval, TellsGroupsApart) {
  const json result = evaluate(kCorpus, {"--by", "platform"});
  int mails = 0;
  for (const auto& [platform, score] : result.at("by_platform").items()) mails += score.at("mails").get<int>();
  EXPECT_EQ(mails, result.at("mails"));
  EXPECT_TRUE(result.at("by_platform").contains("vrbo"));
  EXPECT_TRUE(evaluate(kCorpus, {"--by", "kind"}).at("by_kind").contains("cancellation"));
  EXPECT_GT(evaluate(kCorpus, {"--by", "rule"}).at("by_rule").at("airbnb.confirmed.name").at("right"), 0);
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "corpus", "eval", kCorpus, "--by", "colour"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, testing::HasSubstr("platform, language, kind, rule"));
}

TEST(CorpusEval, ReadsMaildirsAndMboxFiles) {
  const TempFolder folder;
  const std::string mail = read_file(kCorpus + "/mail/airbnb/confirmed-de.eml");
  std::filesystem::create_directories(folder.path() / "cur");
  write_file(folder.path() / "cur/1:2,S", mail);
  write_file(folder.path() / "two.mbox",
             "From a@example.com Mon Nov 23 12:00:00 2026\nFrom: a@example.com\n\nhello\n\n"
             "From b@example.com Mon Nov 23 12:00:01 2026\n" +
                 mail + "\n");
  const ProgramRun labelled = run_program({CONNECTIONS_PROGRAM, "corpus", "label", folder.path().string()});
  EXPECT_THAT(labelled.out, testing::AllOf(testing::HasSubstr("\"cur/1:2,S\""), testing::HasSubstr("\"two.mbox#2\"")));
  write_file(folder.path() / "truth.jsonl", labelled.out);
  const json result = evaluate(folder.path().string());
  EXPECT_EQ(result.at("mails"), 3);
  EXPECT_EQ(result.at("fields").at("guest_name").at("tp"), 2) << labelled.out;
  write_file(folder.path() / "truth.jsonl", R"({"file":"two.mbox#3","platform":"airbnb","kind":"confirmed"})"
                                            "\n");
  EXPECT_EQ(evaluate(folder.path().string()).at("wrong").at(0).at("got"), "other");
}

TEST(CorpusLabel, ProposesATruthThatTheEvaluationReads) {
  const TempFolder folder;
  write_file(folder.path() / "sure.eml", read_file(kCorpus + "/mail/airbnb/confirmed-de.eml"));
  write_file(folder.path() / "unsure.eml", "From: a@example.com\nSubject: hello\n\nbody\n");
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "corpus", "label", folder.path().string()});
  EXPECT_EQ(run.exit_code, 0) << run.error;
  EXPECT_THAT(run.error, testing::HasSubstr("2 mails"));
  const auto end = run.out.find('\n');
  const json sure = json::parse(run.out.substr(0, end)), unsure = json::parse(run.out.substr(end + 1));
  EXPECT_EQ(sure.at("kind"), "confirmed");
  EXPECT_TRUE(sure.contains("guest_name"));
  EXPECT_FALSE(unsure.contains("guest_name"));
  EXPECT_EQ(unsure.at("unsure").at("kind"), "no parser claims this mail");
  write_file(folder.path() / "truth.jsonl", run.out);
  const json scored = evaluate(folder.path().string());
  EXPECT_TRUE(scored.at("wrong").empty());
  EXPECT_EQ(scored.at("fields").at("guest_name").at("tp"), 1);
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
