#include "source/gmail/api/paging.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "source/gmail/api/profile.h"
#include "source/gmail/label/listing.h"
#include "support/virtual_clock.h"

namespace connections::source {
namespace {

using test::Asked;
using test::Trouble;

class PagingTest : public testing::Test {
 protected:
  PagingTest() {
    gmail_.traits.page_size = 2;
    for (int i = 0; i < 5; ++i) ids_.push_back(gmail_.mailbox.add_mail("Subject: x\r\n\r\nx\r\n", {label_}));
  }
  Result<std::vector<std::string>> list() {
    GmailCaller caller(access_to(gmail_, clock_));
    return list_label(caller, label_);
  }

  test::FakeGmail gmail_;
  test::VirtualClock clock_;
  std::string label_ = gmail_.mailbox.add_label("Airbnb");
  std::vector<std::string> ids_;
};

TEST_F(PagingTest, ReadsEveryPage) {
  const auto listed = list();
  ASSERT_TRUE(listed) << to_string(listed.error());
  EXPECT_THAT(*listed, testing::UnorderedElementsAreArray(ids_));
  EXPECT_EQ(gmail_.asked(Asked::kList), 3);
}

TEST_F(PagingTest, ARefusedPageTokenRestartsTheListWithoutDoubles) {
  gmail_.faults.order(Asked::kList, Trouble::kNone);
  gmail_.faults.order(Asked::kList, Trouble::k400);
  const auto listed = list();
  ASSERT_TRUE(listed) << to_string(listed.error());
  EXPECT_THAT(*listed, testing::UnorderedElementsAreArray(ids_));
  EXPECT_EQ(gmail_.asked(Asked::kList), 5);
}

TEST_F(PagingTest, ARefusedFirstPageIsAnError) {
  gmail_.faults.order(Asked::kList, Trouble::k404);
  EXPECT_EQ(list().error().code, Errc::kSourceFailed);
}

TEST_F(PagingTest, AListThatIsRefusedAgainAndAgainEnds) {
  for (int i = 0; i <= kMaxRestarts; ++i) {
    gmail_.faults.order(Asked::kList, Trouble::kNone);
    gmail_.faults.order(Asked::kList, Trouble::k400);
  }
  EXPECT_EQ(list().error().code, Errc::kSourceFailed);
  EXPECT_EQ(gmail_.asked(Asked::kList), 2 * (kMaxRestarts + 1));
}

TEST_F(PagingTest, TheHeadOfAMailboxWithoutProfileIsThatOfItsNewestMail) {
  GmailCaller caller(access_to(gmail_, clock_));
  const auto head = mailbox_head(caller);
  EXPECT_EQ(head, gmail_.mailbox.head());
  gmail_.traits.has_profile = false;
  const auto newest = mailbox_head(caller);
  ASSERT_TRUE(newest) << to_string(newest.error());
  EXPECT_NE(*newest, "");
}

TEST_F(PagingTest, AnAddressThatTheServerDoesNotTellIsEmpty) {
  gmail_.traits.has_profile = false;
  EXPECT_EQ(mailbox_address(access_to(gmail_, clock_)), "");
}

}  // namespace
}  // namespace connections::source
