// A parser that fails loses its mail to review, never to silence; nothing of what it put forward is believed.
#include <filesystem>

#include <gmock/gmock.h>

#include "plugin/parsers.h"
#include "plugin/plugin_parser.h"

namespace connections::plugin {
namespace {

using testing::HasSubstr;

Extraction extract_with(const std::string& id) {
  const auto loaded = load_plugin(std::filesystem::path(BAD_PLUGINS) / (id + ".so"),
                                  {.id = id, .file = id + ".so", .sha256 = {}, .required = false}, {});
  EXPECT_TRUE(loaded.file) << loaded.checks.back().found;
  std::vector<std::unique_ptr<Parser>> all;
  all.push_back(make_plugin_parser(loaded.file));
  Parsers parsers(std::make_shared<rules::RuleBook>(), std::move(all), nullptr);
  const auto mail = mail::Mail::parse("From: a@example.com\nSubject: hello\n\nbody\n");
  return parsers.extract(*mail, "auto");
}

TEST(FailingParser, SendsTheMailToReviewWithPluginAndVersion) {
  const Extraction extraction = extract_with("throwing");
  EXPECT_EQ(extraction.may, Permission::kReview);
  ASSERT_EQ(extraction.problems.size(), 1u);
  EXPECT_EQ(extraction.problems[0].code, "plugin_failed");
  EXPECT_THAT(extraction.problems[0].message, HasSubstr("throwing 2.3.4 failed: the template is new to me"));
}

TEST(FailingParser, LosesWhatItHadPutForward) { EXPECT_TRUE(extract_with("throwing").facts.empty()); }

TEST(FailingParser, MayJustReturnAFailure) {
  EXPECT_THAT(extract_with("failing").problems.at(0).message, HasSubstr("extract returned 2"));
}

TEST(FailingParser, MayNotHandOverMoreThanItsQuota) {
  EXPECT_THAT(extract_with("flood").problems.at(0).message, HasSubstr("too many values"));
  EXPECT_THAT(extract_with("length").problems.at(0).message, HasSubstr("too long"));
}

}  // namespace
}  // namespace connections::plugin
