#include "match/feed_text.h"

#include <gmock/gmock.h>

#include "stories.h"

namespace connections::match {
namespace {

const NoNames kNoNames{"reserved", "booking", "airbnb", "paid", "owner", "family", "not available"};

struct Text {
  const char* text;
  const char* guest;
};

TEST(FeedText, SeemsToNameAGuestWhereItsWordsCouldBeAName) {
  for (const auto& [text, guest] : {
           Text{"Ada Example", "Ada Example"},
           Text{"Ada Example (2)", "Ada Example"},
           Text{"Example, Ada", "Example Ada"},
           Text{"Airbnb: Ada Example", "Ada Example"},
           Text{"Ada Example - Airbnb", "Ada Example"},
           Text{"Ada M. O'Brien-Muster", "Ada M. O'Brien-Muster"},
           Text{"A** E******", "A** E******"},
           Text{"Reserved - Ada E******", "Ada E******"},
           // anything may be one word, and much may be several
           Text{"Reserved", ""},
           Text{"Ada", ""},
           Text{"Airbnb Booking", ""},
           Text{"Ada Paid", ""},
           Text{"Family Example", ""},
           Text{"Ada comes late", ""},
           Text{"Ada Example 4", ""},
           Text{"Ada Example - Bo Muster", ""},
           Text{"Mill Cottage", ""},
           Text{"Cottage Mill (paid)", ""},
           Text{"*****", ""},
           Text{"", ""},
       })
    EXPECT_EQ(guest_in_text(text, "Mill Cottage", kNoNames), guest) << text;
}

TEST(FeedText, WithoutWordsOfFeedsOnlyMasksAreTold) {
  EXPECT_EQ(guest_in_text("Ada Example", "", {}), "");
  EXPECT_EQ(guest_in_text("A** E******", "", {}), "A** E******");
}

/// A mail of Ada Example and a stay on its days, in the channel manager's feed.
World of_text(const std::string& text) {
  World world;
  world.policy.no_names = kNoNames;
  world.add(Said{.id = "m", .guest = "Ada Example", .platform = "pms"});
  world.add(Stay{.id = "b", .platform = "pms", .text = text});
  return world;
}

TEST(FeedText, SpeaksAgainstEveryOtherGuest) {
  for (const char* text : {"Bo Muster", "Bo Muster (Airbnb)", "B* M*****", "Reserved - B** M*****"}) {
    const World world = of_text(text);
    EXPECT_EQ(world.said_of("m"), "review not_in_calendar") << text;
    EXPECT_THAT(world.of("m").reasons.at(0).message, testing::HasSubstr("reads like another guest")) << text;
  }
  for (const char* text : {"Ada Example", "Example, Ada", "A** E******", "Reserved", "Airbnb Booking", "Bo"})
    EXPECT_EQ(of_text(text).said_of("m"), "update b") << text;
}

TEST(FeedText, IsOutdoneByTheCode) {
  World world;
  world.policy.no_names = kNoNames;
  world.add(Said{.id = "m", .guest = "Ada Example", .code = "HMADA12345"});
  world.add(Stay{.id = "b", .code = "HMADA12345", .text = "Bo Muster"});
  EXPECT_EQ(world.said_of("m"), "update b");
}

TEST(FeedText, ThatAFeedRepeatsIsAPhrase) {
  World world = of_text("Sommer Vermietung");
  world.add(Stay{
      .id = "c", .check_in = "2027-08-01", .check_out = "2027-08-04", .platform = "pms", .text = "Sommer Vermietung"});
  EXPECT_EQ(world.said_of("m"), "update b");
}

TEST(FeedText, OfAnotherGuestTakesANameBack) {
  World world = of_text("Bo Muster");
  world.mails[0].named = BookingId{"b"};
  world.mails[0].open = false;
  world.bookings[0].guest_name = "Ada Example";
  world.bookings[0].guest_name_source = ValueSource::kMail;
  const auto outcomes = world.solved();
  ASSERT_FALSE(outcomes.empty());
  ASSERT_TRUE(outcomes[0].take_back);
  EXPECT_EQ(outcomes[0].take_back->reason.code, "contradicted");
}

TEST(FeedText, OfATwinHoldsForTheStayToo) {
  World world = of_text("Bo Muster");
  world.add(Stay{.id = "own", .platform = "airbnb"});
  world.bookings[0].twin_of = BookingId{"own"};
  EXPECT_EQ(world.said_of("m"), "review not_in_calendar");
}

/// What a mail of a listing says of the only property.
std::string said_of_listing(const std::string& listing, const std::string& property) {
  World world;
  world.add(Said{.id = "m", .guest = "Ada Example", .listing = listing});
  world.add(Stay{.id = "b", .property = property});
  return world.said_of("m");
}

TEST(Units, OfOneHouseAreNotEachOther) {
  const std::vector<std::pair<const char*, const char*>> others{
      {"Mill Cottage 2", "Mill Cottage"},
      {"Mill Cottage", "Mill Cottage 2"},
      {"Mill Cottage 1", "Mill Cottage 2"},
      {"Mill Cottage II", "Mill Cottage"},
      {"Mill Cottage B", "Mill Cottage A"},
      {"Mill Cottage 3b", "Mill Cottage 3a"},
      {"Old Mill Cottage by the Quiet River 1", "Old Mill Cottage by the Quiet River 2"},
      {"Mill Cottage 1 with garden", "Mill Cottage 2"},
  };
  for (const auto& [listing, property] : others)
    EXPECT_EQ(said_of_listing(listing, property), "review listing_unknown") << listing << " / " << property;
  const std::vector<std::pair<const char*, const char*>> same{
      {"Mill Cottage", "Mill Cottage"},
      {"Mill Cottage 2", "mill cottage #2"},
      {"Quiet cottage, 5 minutes to the mill", "Mill Cottage"},
      {"Something else", "Mill Cottage 2"},
      {"7400112", "Mill Cottage"},
  };
  for (const auto& [listing, property] : same)
    EXPECT_EQ(said_of_listing(listing, property), "update b") << listing << " / " << property;
}

TEST(Units, ThatOneWordTellsApartAreNotAlike) {
  World world;
  world.add(Said{.id = "m", .guest = "Ada Example", .listing = "Old Mill Cottage by the Quiet River North"});
  world.add(Stay{.id = "b", .property = "Old Mill Cottage by the Quiet River South"});
  world.add_feed("Barn", "airbnb", "2027-05-20T08:00:00Z");
  EXPECT_EQ(world.said_of("m"), "review listing_unknown");
}

}  // namespace
}  // namespace connections::match
