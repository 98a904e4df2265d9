#include "source/gmail/api/labels.h"

#include <gmock/gmock.h>

#include "source/gmail/api/watch.h"
#include "support/virtual_clock.h"

namespace connections::source {
namespace {

using testing::HasSubstr;

const std::vector<Label> kAll{
    {"INBOX", "INBOX", true}, {"Label_5", "Airbnb"}, {"Label_6", "Vrbo"}, {"Label_7", "Work/Airbnb"}};

TEST(ChooseLabel, FindsTheExactName) {
  const auto found = choose_label({.name = "Airbnb"}, kAll);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, "Label_5");
  EXPECT_FALSE(found->renamed || found->remade);
  EXPECT_FALSE(choose_label({.name = "Airbnb", .id = "Label_5"}, kAll)->renamed);
}

TEST(ChooseLabel, WithoutANameThereIsNothingToWatch) {
  EXPECT_EQ(choose_label({.name = "", .id = "Label_5"}, kAll).error().code, Errc::kLabelNotConfigured);
}

TEST(ChooseLabel, AMissingOneIsToldWithWhatExistsAndTheNearest) {
  for (const char* name : {"airbnb", "Arbnb", "Airbnb "}) {
    const auto found = choose_label({.name = name}, kAll);
    ASSERT_FALSE(found) << name;
    EXPECT_EQ(found.error().code, Errc::kLabelNotFound);
    EXPECT_THAT(found.error().message, HasSubstr("'Airbnb', 'Vrbo', 'Work/Airbnb'"));
    EXPECT_THAT(found.error().hint, HasSubstr("did you mean 'Airbnb'?"));
  }
  EXPECT_THAT(choose_label({.name = "Something else"}, kAll).error().hint, HasSubstr("compared exactly"));
  EXPECT_THAT(choose_label({.name = "X"}, {}).error().message, HasSubstr("it has none"));
}

TEST(ChooseLabel, ALongListOfLabelsIsCut) {
  std::vector<Label> many;
  for (int i = 100; i < 200; ++i) many.push_back({"Label_" + std::to_string(i), "L" + std::to_string(i)});
  EXPECT_THAT(choose_label({.name = "Something"}, many).error().message, HasSubstr("'L129' and 70 more"));
}

TEST(ChooseLabel, ARenamedLabelIsFollowedByItsId) {
  const auto found = choose_label({.name = "Stays", .id = "Label_5"}, kAll);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->renamed);
  EXPECT_EQ(found->name, "Airbnb");
}

TEST(ChooseLabel, ANameThatBelongsToAnotherIdIsANewLabelEvenIfTheOldOneLives) {
  for (const char* old : {"Label_99", "Label_6"}) {
    const auto found = choose_label({.name = "Airbnb", .id = old}, kAll);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->remade);
    EXPECT_EQ(found->id, "Label_5");
  }
}

struct Labels : testing::Test {
  test::FakeGmail gmail;
  test::VirtualClock clock;
};

TEST_F(Labels, AreAskedOfGmailInOneRequest) {
  const std::string id = gmail.mailbox.add_label("Airbnb");
  const auto found = verify_label(access_to(gmail, clock), {.name = "Airbnb"});
  ASSERT_TRUE(found) << to_string(found.error());
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(gmail.asked(), 1);
  EXPECT_THAT(gmail.last_user_agent(), HasSubstr("gzip"));
}

TEST_F(Labels, NothingIsAskedForANameThatIsNotSet) {
  EXPECT_EQ(verify_label(access_to(gmail, clock), {.name = ""}).error().code, Errc::kLabelNotConfigured);
  EXPECT_EQ(gmail.asked(), 0);
}

TEST_F(Labels, AMissingScopeIsAGrantToRenew) {
  gmail.faults.order(test::Asked::kLabels, test::Trouble::kScope403);
  EXPECT_EQ(verify_label(access_to(gmail, clock), {.name = "Airbnb"}).error().code, Errc::kInvalidGrant);
  EXPECT_EQ(gmail.asked(), 1);
}

TEST_F(Labels, AreWatchedByPubSub) {
  const auto grant = watch_label(access_to(gmail, clock), "projects/p/topics/t", "Label_5");
  ASSERT_TRUE(grant) << to_string(grant.error());
  EXPECT_EQ(grant->history_id, gmail.mailbox.head());
  EXPECT_EQ(grant->expires, Instant(std::chrono::seconds{1'780'604'800}));
  gmail.faults.order(test::Asked::kWatch, test::Trouble::k400);
  EXPECT_EQ(watch_label(access_to(gmail, clock), "nonsense", "Label_5").error().code, Errc::kInvalidArgument);
}

}  // namespace
}  // namespace connections::source
