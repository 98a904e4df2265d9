// A parser that fails loses its mail to review, never to silence; nothing of what it put forward is believed.
#include <filesystem>

#include <gmock/gmock.h>

#include "plugin/parsers.h"
#include "plugin/plugin_parser.h"

namespace connections::plugin {
namespace {

using testing::HasSubstr;

/// A parser that claims every mail and would write its guest's name.
class Claiming final : public Parser {
 public:
  std::string_view id() const noexcept override { return "claiming"; }
  std::string_view version() const noexcept override { return "1.0.0"; }
  bool built_in() const noexcept override { return true; }
  Result<Confidence> recognise(const rules::RuleBook&, const mail::Mail&) override { return Confidence(0.9); }
  Result<Extraction> extract(const rules::RuleBook&, const mail::Mail&, rules::Trace*) override {
    Extraction read;
    read.platform = "claiming";
    read.kind = MailKind::kConfirmed;
    read.may = Permission::kEnrich;
    return read;
  }
};

Extraction extract_with(const std::string& id, std::unique_ptr<Parser> other = nullptr) {
  const auto loaded = load_plugin(std::filesystem::path(BAD_PLUGINS) / (id + ".so"),
                                  {.id = id, .file = id + ".so", .sha256 = {}, .required = false}, {});
  EXPECT_TRUE(loaded.file) << loaded.checks.back().found;
  std::vector<std::unique_ptr<Parser>> all;
  all.push_back(make_plugin_parser(loaded.file));
  if (other) all.push_back(std::move(other));
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

struct Failure {
  const char* id;
  const char* reason;
};
constexpr Failure kFailures[]{{"unsure", "unsure 2.3.4 failed: the sender's list is not there"},
                              {"silent", "silent 1.0.0 failed: recognise returned 2"},
                              {"score", "score 1.0.0 failed: recognise gave the score 1.5"},
                              {"nan", "nan 1.0.0 failed: recognise gave the score"}};

class FailingRecognise : public testing::TestWithParam<Failure> {};

TEST_P(FailingRecognise, SendsTheMailToReviewWithItsReason) {
  const Extraction extraction = extract_with(GetParam().id);
  EXPECT_EQ(extraction.may, Permission::kReview);
  ASSERT_EQ(extraction.problems.size(), 1u);
  EXPECT_EQ(extraction.problems[0].code, "plugin_failed");
  EXPECT_THAT(extraction.problems[0].message, HasSubstr(GetParam().reason));
  EXPECT_EQ(extraction.kind_reason, extraction.problems[0].message);
}

TEST_P(FailingRecognise, KeepsAnotherParsersMailFromUpdating) {
  const Extraction extraction = extract_with(GetParam().id, std::make_unique<Claiming>());
  EXPECT_EQ(extraction.platform, "claiming");
  EXPECT_EQ(extraction.kind, MailKind::kConfirmed);
  EXPECT_EQ(extraction.may, Permission::kReview);
  ASSERT_EQ(extraction.problems.size(), 1u);
  EXPECT_THAT(extraction.problems[0].message, HasSubstr(GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(Of, FailingRecognise, testing::ValuesIn(kFailures),
                         [](const auto& info) { return std::string(info.param.id); });

}  // namespace
}  // namespace connections::plugin
