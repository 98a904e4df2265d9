// A book that is loaded to read mails: without test files and warnings, and without compiling what RE2 is known to
// take.
#include <sys/stat.h>

#include <gmock/gmock.h>

#include "rule_folder.h"
#include "rules/book/reading_time.h"
#include "rules/language/checked_expressions.h"
#include "rules/language/expressions.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kPack = R"(schema: 1
pack: inn.confirmed
kind: confirmed
select: { part: subject, re: 'booked' }
rules:
  - { id: inn.confirmed.a, part: text, re: 'Guest: (?P<n>[^\n]{2,60})', emit: { guest_name: n }, confidence: 0.9 }
)";

std::string with(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

rules::LoadOutcome load(const RuleFolder& folder, const fs::path& notes) {
  return rules::load_rule_book({.rules = folder.path() / "rules",
                                .overrides = {},
                                .engine_version = "0.1.0",
                                .budgets = {},
                                .only = {},
                                .notes = notes});
}

std::ptrdiff_t notes_in(const fs::path& folder) {
  return fs::exists(folder) ? std::distance(fs::directory_iterator(folder), {}) : 0;
}

TEST(LoadForUse, IsTheBookThatACheckMakes) {
  const RuleFolder folder(kPack);
  const auto checked = folder.load();
  for (int load_number = 1; load_number <= 2; ++load_number) {
    const auto used = load(folder, folder.path() / "notes");
    ASSERT_TRUE(used.book);
    EXPECT_EQ(used.book->hash, checked.book->hash);
    EXPECT_EQ(notes_in(folder.path() / "notes"), 1);
  }
}

TEST(LoadForUse, CompilesNoExpressionsThatThereIsANoteOf) {
  const RuleFolder folder(with(std::string(kPack), "{2,60}", "{60,2}"));  // RE2 would not take it
  rules::Patterns patterns(rules::Budgets{}.pattern_memory);
  ASSERT_TRUE(patterns.parse("booked"));
  ASSERT_TRUE(patterns.parse(R"(Guest: (?P<n>[^\n]{60,2}))"));
  rules::CheckedExpressions(folder.path() / "notes").add(patterns.digest());
  EXPECT_TRUE(load(folder, folder.path() / "notes").book);
}

TEST(LoadForUse, RefusesAnExpressionThatRe2DoesNotTake) {
  const RuleFolder folder(with(std::string(kPack), "{2,60}", "{60,2}"));
  for (int load_number = 1; load_number <= 2; ++load_number) {
    const auto used = load(folder, folder.path() / "notes");
    EXPECT_FALSE(used.book);
    EXPECT_THAT(rules::render(used.diagnostics, rules::DiagnosticFormat::kText), HasSubstr("invalid expression"));
  }
  EXPECT_EQ(notes_in(folder.path() / "notes"), 0);
}

TEST(LoadForUse, BelievesNoNoteOfOtherLimitsOfMemory) {
  const RuleFolder folder(with(std::string(kPack), "[^\\n]{2,60}", "\\p{L}{1,60}"));
  const fs::path notes = folder.path() / "notes";
  ASSERT_TRUE(load(folder, notes).book);
  rules::LoadOptions options{
      .rules = folder.path() / "rules", .overrides = {}, .engine_version = "0.1.0", .budgets = {}};
  options.notes = notes;
  options.budgets.pattern_memory = 64 << 10;
  EXPECT_FALSE(rules::load_rule_book(options).book);
}

TEST(LoadForUse, LeavesTestFilesAndWarningsOut) {
  const RuleFolder folder(std::string(kPack) +
                          "# file: rules/inn/words.yaml\nschema: 1\nlibrary: words\nmacros:\n"
                          "  NOBODY_USES: 'x'\n# file: rules/inn/bad.test.yaml\nno: tests\n");
  EXPECT_FALSE(folder.load().book);
  const auto used = load(folder, folder.path() / "notes");
  EXPECT_TRUE(used.book);
  EXPECT_THAT(used.diagnostics, IsEmpty());
}

TEST(LoadForUse, NeedsNoFolderThatCanBeWritten) {
  const RuleFolder folder(kPack);
  write_file(folder.path() / "file", "");
  EXPECT_TRUE(load(folder, folder.path() / "file/notes").book);
}

TEST(RuleFiles, MayBePipesThatNobodyWritesToAndAreRefused) {
  const RuleFolder folder(kPack);
  ASSERT_EQ(mkfifo((folder.path() / "rules/inn/pipe.yaml").c_str(), 0600), 0);
  const auto outcome = folder.load();
  EXPECT_FALSE(outcome.book);
  EXPECT_THAT(rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText), HasSubstr("cannot be read"));
}

TEST(RuleFiles, MustNotHideAPackAmongTests) {
  const RuleFolder folder("# file: rules/inn/confirmed.test.yaml\n" + std::string(kPack));
  const auto outcome = folder.load();
  EXPECT_FALSE(outcome.book);
  EXPECT_THAT(rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText), HasSubstr("'tests'"));
}

TEST(ReadingTime, LeavesOutWhatACompilationTakes) {
  const auto before = rules::reading_time();
  {
    const rules::NotReading clock;
    const auto begun = rules::reading_time();
    while (rules::reading_time() - begun < std::chrono::milliseconds{50}) {
    }
  }
  EXPECT_LT(rules::reading_time() - before, std::chrono::milliseconds{25});
}

}  // namespace
}  // namespace connections::test
