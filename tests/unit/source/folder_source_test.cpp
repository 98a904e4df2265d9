#include "source/folder/folder_source.h"

#include <gmock/gmock.h>

#include <sys/stat.h>

#include "source/folder/from_line.h"
#include "support/files.h"

namespace connections::source {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Instant kNow{};
constexpr const char* kFirst = "From: a@example.com\nSubject: one\n\nFirst.\n";
constexpr const char* kSecond = "From: b@example.com\nSubject: two\n\nSecond.\n";

std::vector<std::string> fetch_all(Source& source) {
  const auto changes = source.changes({}, kNow, false);
  EXPECT_TRUE(changes) << to_string(changes.error());
  std::vector<std::string> mails;
  const auto done = source.fetch(
      changes->ids,
      [&](RawMail&& mail) {
        mails.push_back(std::move(mail.bytes));
        return true;
      },
      [](Unfetchable&& one) { ADD_FAILURE() << one.id; });
  EXPECT_TRUE(done);
  return mails;
}

TEST(FolderSource, ReadsEmlFilesInTheOrderOfTheirPaths) {
  const test::TempFolder folder;
  test::write_file(folder.path() / "b.eml", kSecond);
  test::write_file(folder.path() / "a.eml", kFirst);
  test::write_file(folder.path() / "notes.txt", "no mail");
  EXPECT_THAT(fetch_all(*make_folder_source(folder.path())), ElementsAre(kFirst, kSecond));
}

TEST(FolderSource, ReadsAMaildirButNotItsTmp) {
  const test::TempFolder folder;
  test::write_file(folder.path() / "cur" / "1:2,S", kFirst);
  test::write_file(folder.path() / "new" / "2", kSecond);
  test::write_file(folder.path() / "tmp" / "3", "half written");
  EXPECT_THAT(fetch_all(*make_folder_source(folder.path())), ElementsAre(kFirst, kSecond));
}

TEST(FolderSource, ReadsAnMboxAndTakesItsQuotingOff) {
  const test::TempFolder folder;
  const std::string mbox = std::string("From a@example.com Thu Jan  1 00:00:00 2026\n") + kFirst +
                           "\nFrom b@example.com Thu Jan  1 00:00:01 2026\n" +
                           "Subject: quoted\n\n>From the sea.\nFrom a line that follows no empty one.\n";
  test::write_file(folder.path() / "all.mbox", mbox);
  EXPECT_THAT(fetch_all(*make_folder_source(folder.path())),
              ElementsAre(std::string(kFirst) + "\n",
                          "Subject: quoted\n\nFrom the sea.\nFrom a line that follows no empty one.\n"));
}

struct FromLine {
  const char* line;
  bool separates;
};
class FromLines : public testing::TestWithParam<FromLine> {};

TEST_P(FromLines, SeparateMailsOnlyWithAnAddressAndADate) {
  EXPECT_EQ(from_line_form(GetParam().line).has_value(), GetParam().separates) << GetParam().line;
}

INSTANTIATE_TEST_SUITE_P(All, FromLines,
                         testing::Values(FromLine{"From a@example.com Thu Jan  1 00:00:00 2026", true},
                                         FromLine{"From a@example.com Thu Jan  1 00:00:00 2026\r", true},
                                         FromLine{"From 1789@xxx Thu Jan 01 00:00:00 +0000 2026", true},
                                         FromLine{"From MAILER-DAEMON Thu Jan  1 00:00 2026", true},
                                         FromLine{"From - Thu Jan  1 00:00:00 CET 2026", true},
                                         FromLine{"From a@example.com Thu Jan  1 00:00:00 2026 +0100", true},
                                         FromLine{"From now on:", false}, FromLine{"From a@example.com", false},
                                         FromLine{"From ", false}, FromLine{"From Thu Jan  1 00:00:00 2026", false},
                                         FromLine{"From a@example.com Thu Jan  1 00:00:00 26", false},
                                         FromLine{"From a@example.com Thu 1 Jan 00:00:00 2026", false},
                                         FromLine{"From a@example.com Thu Jan  1 0:0:0 2026", false},
                                         FromLine{"From a@example.com Thu Jan  1 00:00:00 2026 and more words", false},
                                         FromLine{">From a@example.com Thu Jan  1 00:00:00 2026", false}));

constexpr const char* kFromA = "From a@example.com Thu Jan  1 00:00:00 2026\n";
constexpr const char* kFromB = "From b@example.com Thu Jan  1 00:00:01 2026\n";

struct MboxCase {
  const char* name;
  std::string bytes;
  std::vector<std::string> mails;
  const char* refused_at = "";  ///< "byte N"
};
std::ostream& operator<<(std::ostream& out, const MboxCase& one) { return out << one.name; }
class Mboxes : public testing::TestWithParam<MboxCase> {};

TEST_P(Mboxes, AreDividedAtWholeFromLinesOrRefusedWithThePlace) {
  const test::TempFolder folder;
  test::write_file(folder.path() / "all.mbox", GetParam().bytes);
  auto source = make_folder_source(folder.path());
  const auto changes = source->changes({}, kNow, false);
  ASSERT_TRUE(changes);
  std::vector<std::string> mails, missed;
  EXPECT_TRUE(source->fetch(
      changes->ids, [&](RawMail&& one) { return mails.push_back(std::move(one.bytes)), true; },
      [&](Unfetchable&& one) { missed.push_back(one.error.where); }));
  EXPECT_EQ(mails, GetParam().mails);
  if (*GetParam().refused_at != '\0')
    EXPECT_THAT(missed, ElementsAre(testing::EndsWith(GetParam().refused_at)));
  else
    EXPECT_THAT(missed, testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    All, Mboxes,
    testing::Values(
        MboxCase{"a_paragraph_that_begins_with_from",
                 std::string(kFromA) + "Subject: a\n\nhello\n\nFrom now on:\nSubject: forged\n\nx\n",
                 {"Subject: a\n\nhello\n\nFrom now on:\nSubject: forged\n\nx\n"}},
        MboxCase{"a_quoted_from_line",
                 std::string(kFromA) + "Subject: a\n\n>" + kFromB + "Subject: b\n\n" + kFromB + "Subject: c\n\nx\n",
                 {std::string("Subject: a\n\n") + kFromB + "Subject: b\n\n", "Subject: c\n\nx\n"}},
        MboxCase{"a_content_length_that_agrees",
                 std::string(kFromA) + "Subject: a\nContent-Length: 3\n\nxy\n\n" + kFromB + "Subject: b\n\nx\n",
                 {"Subject: a\nContent-Length: 3\n\nxy\n\n", "Subject: b\n\nx\n"}},
        MboxCase{"a_from_line_within_the_content_length",
                 std::string(kFromA) + "content-length:  60\n\nxy\n\n" + kFromB + "Subject: forged\n\nx\n",
                 {},
                 "byte 69"},
        MboxCase{"a_from_line_without_headers",
                 std::string(kFromA) + "Subject: a\n\nx\n\n" + kFromB + "and so on\n",
                 {},
                 "byte 103"},
        MboxCase{"a_from_line_with_another_kind_of_sender",
                 std::string("From MAILER-DAEMON Thu Jan  1 00:00:00 2026\n") + "Subject: a\n\nx\n\n" + kFromB +
                     "Subject: forged\n\nx\n",
                 {},
                 "byte 59"},
        MboxCase{"a_from_line_with_a_zone_where_the_others_have_none",
                 std::string(kFromA) + "Subject: a\n\nx\n\nFrom b@example.com Thu Jan  1 00:00:01 +0000 2026\n" +
                     "Subject: forged\n\nx\n",
                 {},
                 "byte 59"},
        MboxCase{"from_lines_of_google",
                 "From 1789@xxx Thu Jan 01 00:00:00 +0000 2026\nSubject: a\n\nx\n\n"
                 "From 17@xxx Thu Jan 01 00:00:01 +0000 2026\nSubject: b\n\nx\n",
                 {"Subject: a\n\nx\n\n", "Subject: b\n\nx\n"}},
        MboxCase{"a_sender_whose_name_is_a_number",
                 std::string(kFromA) + "Subject: a\n\nx\n\nFrom 20417@example.com Thu Jan  1 00:00:01 2026\n" +
                     "Subject: b\n\nx\n",
                 {"Subject: a\n\nx\n\n", "Subject: b\n\nx\n"}},
        MboxCase{"a_number_of_google_among_senders",
                 std::string(kFromA) + "Subject: a\n\nx\n\nFrom 17@xxx Thu Jan  1 00:00:01 2026\n" +
                     "Subject: forged\n\nx\n",
                 {},
                 "byte 59"},
        MboxCase{"no_from_line_at_the_start",
                 "Subject: a\n\nx\n\n" + std::string(kFromB) + "Subject: b\n\nx\n",
                 {},
                 "byte 0"},
        MboxCase{"nothing_behind_the_last_from_line", kFromA, {}, "byte 44"}, MboxCase{"empty", "", {}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(FolderSource, RefusesAPipeNamedLikeAMailAndReadsTheRest) {
  const test::TempFolder folder;
  ASSERT_EQ(mkfifo((folder.path() / "a.eml").c_str(), 0600), 0);
  ASSERT_EQ(mkfifo((folder.path() / "b.mbox").c_str(), 0600), 0);
  ASSERT_EQ(mkfifo((folder.path() / "notes").c_str(), 0600), 0);
  test::write_file(folder.path() / "c.eml", kFirst);
  auto source = make_folder_source(folder.path());
  const auto changes = source->changes({}, kNow, false);
  std::vector<std::string> mails, missed;
  EXPECT_TRUE(source->fetch(
      changes->ids, [&](RawMail&& one) { return mails.push_back(std::move(one.bytes)), true; },
      [&](Unfetchable&& one) { missed.push_back(one.error.message); }));
  EXPECT_THAT(mails, ElementsAre(kFirst));
  EXPECT_THAT(missed, ElementsAre(HasSubstr("not a regular file"), HasSubstr("not a regular file")));
}

TEST(FolderSource, NamesAMailByItsBytesSoThatARenamedFileIsNoNewMail) {
  const test::TempFolder folder;
  test::write_file(folder.path() / "a.eml", kFirst);
  const auto before = make_folder_source(folder.path())->changes({}, kNow, false);
  std::filesystem::rename(folder.path() / "a.eml", folder.path() / "z.eml");
  EXPECT_EQ(before->ids, make_folder_source(folder.path())->changes({}, kNow, false)->ids);
}

TEST(FolderSource, TheSameMailTwiceIsOneMail) {
  const test::TempFolder folder;
  test::write_file(folder.path() / "a.eml", kFirst);
  test::write_file(folder.path() / "copy.eml", kFirst);
  EXPECT_EQ(make_folder_source(folder.path())->changes({}, kNow, false)->ids.size(), 1u);
}

TEST(FolderSource, AMissingFolderIsALabelThatIsNotFound) {
  const auto verified = make_folder_source("/nowhere/at/all")->changes({}, kNow, false);
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, Errc::kLabelNotFound);
  EXPECT_EQ(make_folder_source("")->changes({}, kNow, false).error().code, Errc::kLabelNotConfigured);
}

TEST(FolderSource, AMailThatVanishesBetweenListAndFetchIsToldNotLost) {
  const test::TempFolder folder;
  test::write_file(folder.path() / "a.eml", kFirst);
  auto source = make_folder_source(folder.path());
  const auto changes = source->changes({}, kNow, false);
  std::filesystem::remove(folder.path() / "a.eml");
  std::vector<std::string> missed;
  EXPECT_TRUE(source->fetch(
      changes->ids, [](RawMail&&) { return true; }, [&](Unfetchable&& one) { missed.push_back(one.id); }));
  EXPECT_EQ(missed, changes->ids);
}

}  // namespace
}  // namespace connections::source
