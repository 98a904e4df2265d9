#include "source/folder/folder_source.h"

#include <gmock/gmock.h>

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
