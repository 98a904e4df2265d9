// `corpus bench --json` is a contract: figures of two builds are compared by its keys.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"
#include "view/table.h"

namespace connections::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

ProgramRun bench(std::vector<std::string> more) {
  std::vector<std::string> words{CONNECTIONS_PROGRAM, "corpus", "bench"};
  words.insert(words.end(), more.begin(), more.end());
  return run_program(words);
}

json json_of(const ProgramRun& run) {
  EXPECT_EQ(run.exit_code, 0) << run.error;
  return json::parse(run.out);
}

TEST(CorpusBench, PrintsTheFiguresOfTheContract) {
  const json figures = json_of(bench({"--generate", "30", "--threads", "2", "--json"}));
  EXPECT_EQ(figures.at("mails"), 30);
  for (const char* key : {"bytes", "mails_per_s", "mb_per_s", "first_mail_us", "peak_rss_mb", "vs_gmime_decode"})
    EXPECT_GT(figures.at(key).get<double>(), 0) << key;
  EXPECT_EQ(figures.at("prefilter_fallbacks"), 0);
  for (const json& pass : {figures.at("us_per_mail"), figures.at("cold").at("us_per_mail")}) {
    EXPECT_GT(pass.at("p50").get<double>(), 0);
    EXPECT_LE(pass.at("p50").get<double>(), pass.at("p99").get<double>());
    EXPECT_LE(pass.at("p99").get<double>(), pass.at("max").get<double>());
  }
  for (const char* stage :
       {"read", "mime", "html", "normalise", "links", "recognise", "select", "prefilter", "match", "values", "settle"})
    EXPECT_GE(figures.at("stages_us").at(stage).get<double>(), 0) << stage;
  for (const char* stage : {"mime", "html", "normalise", "select", "prefilter", "match"})
    EXPECT_GT(figures.at("stages_us").at(stage).get<double>(), 0) << stage << " is measured";
  EXPECT_FALSE(figures.at("rules_us").empty());
}

TEST(CorpusBench, ComparesWithAnEarlierRun) {
  const TempFolder folder;
  const std::string file = (folder.path() / "before.json").string();
  json before = json_of(bench({"--generate", "5", "--json"}));
  before["mails"] = 10;
  write_file(file, before.dump());
  const json ratios = json_of(bench({"--generate", "5", "--json", "--baseline", file})).at("over_baseline");
  EXPECT_EQ(ratios.at("/mails"), 0.5);
  EXPECT_GT(ratios.at("/us_per_mail/p50").get<double>(), 0);
  write_file(file, "[1]");
  EXPECT_THAT(bench({"--generate", "5", "--baseline", file}).error,
              HasSubstr("this is not the output of corpus bench --json"));
}

TEST(CorpusBench, ReadsAnMboxAndFitsATerminal) {
  const TempFolder folder;
  const std::string mbox = (folder.path() / "two.mbox").string(), svg = (folder.path() / "times.svg").string();
  const std::string mail = "From a@example.com Thu Jan  1 00:00:00 2026\nFrom: a@example.com\nSubject: s\n\nbody\n\n";
  write_file(mbox, mail + mail);
  const ProgramRun run = bench({mbox, "--svg", svg});
  ASSERT_EQ(run.exit_code, 0) << run.error;
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(view::display_width(line), 80u) << line;
  EXPECT_THAT(run.out, HasSubstr("our CPU time over GMime's"));
  const std::string picture = read_file(svg);
  EXPECT_TRUE(picture.starts_with("<svg") && picture.ends_with("</svg>\n"));
  EXPECT_THAT(picture, HasSubstr("polyline"));
}

}  // namespace
}  // namespace connections::test
