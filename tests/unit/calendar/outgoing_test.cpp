// Calendars that are handed out: what each profile shows, and what those who read them make of it.
#include "calendar/write/outgoing.h"

#include <regex>

#include <gmock/gmock.h>

#include "unit/calendar/feeds.h"

namespace connections::calendar {
namespace {

using testing::HasSubstr;
using testing::Not;

OutgoingStay stay(std::optional<std::string> name, bool sure = true) {
  OutgoingStay one;
  one.booking.id = {"3fa85f64-5717-4562-b3fc-2c963f66afa6"};
  one.booking.platform = "airbnb";
  one.booking.property = "Mill Cottage";
  one.booking.check_in = *parse_iso_date("2026-06-12");
  one.booking.check_out = *parse_iso_date("2026-06-15");
  one.booking.first_seen = *parse_rfc3339("2026-05-01T08:00:00Z");
  one.booking.version = 3;
  one.booking.code = "HMABC12345";
  one.booking.phone_last4 = "4321";
  one.booking.guest_count = 3;
  one.booking.guest_name = std::move(name);
  one.sure = sure && one.booking.guest_name.has_value();
  return one;
}

/// The rules by which Home Assistant's rental-control names a slot, restated from its README and source: nothing for a
/// block; what follows "Reserved - "; else the summary itself.
std::optional<std::string> slot_name(const std::string& summary) {
  static const std::regex block("not available|blocked", std::regex::icase), named("- (.*)$");
  if (std::regex_search(summary, block)) return std::nullopt;
  std::smatch match;
  if (summary.starts_with("Reserved") && std::regex_search(summary, match, named)) return match[1];
  return summary;
}

/// Its attributes: "Last 4 Digits: 4321" of the description.
std::string attribute(const std::string& description, const std::string& key) {
  std::smatch match;
  return std::regex_search(description, match, std::regex("(^|\n)" + key + ": ([^\n]*)")) ? match[2].str() : "";
}

TEST(Outgoing, EachProfileShowsNoMoreThanItSays) {
  const OutgoingStay one = stay("Ada Maria Example");
  const auto owner = outgoing_text(one, ShareProfile::kOwner);
  EXPECT_EQ(owner.summary, "Reserved - Ada Maria Example");
  EXPECT_EQ(owner.description,
            "Last 4 Digits: 4321\nGuests: 3\nBooking ID: HMABC12345\nProperty: Mill Cottage\nPlatform: airbnb\n");
  EXPECT_EQ(outgoing_text(one, ShareProfile::kCleaner),
            (OutgoingText{"Reserved - Ada", "Guests: 3\nProperty: Mill Cottage\n"}));
  EXPECT_EQ(outgoing_text(one, ShareProfile::kLock), (OutgoingText{"Reserved", "Last 4 Digits: 4321\n"}));
}

TEST(Outgoing, ANameThatIsNotSureIsNowhere) {
  for (const ShareProfile profile : {ShareProfile::kOwner, ShareProfile::kCleaner, ShareProfile::kLock}) {
    const auto text = outgoing_text(stay("Ada Example", false), profile);
    EXPECT_EQ(text.summary, "Reserved") << name(profile);
    EXPECT_THAT(text.description, Not(HasSubstr("Ada")));
    EXPECT_THAT(write_calendar(std::vector{stay("Ada Example", false)}, profile, "x"), Not(HasSubstr("Ada")));
  }
  EXPECT_EQ(attribute(outgoing_text(stay({}), ShareProfile::kOwner).description, "Name status"), "being checked");
}

TEST(Outgoing, ThoseWhoReadItGetTheNameAndTheAttributes) {
  const auto text = outgoing_text(stay("Ada Example"), ShareProfile::kOwner);
  EXPECT_EQ(slot_name(text.summary), "Ada Example");
  EXPECT_EQ(attribute(text.description, "Last 4 Digits"), "4321");
  EXPECT_EQ(attribute(text.description, "Guests"), "3");
  OutgoingStay block = stay({});
  block.booking.block = true;
  EXPECT_EQ(slot_name(outgoing_text(block, ShareProfile::kOwner).summary), std::nullopt);
  EXPECT_EQ(outgoing_text(block, ShareProfile::kOwner).description, "");
}

TEST(Outgoing, ANameNeverMakesAStayABlockNorAddsALine) {
  for (const char* name : {"Bo Blocked", "Not Available Smith", "blockedblocked", "NOT AVAILABLE"}) {
    const auto seen = slot_name(outgoing_text(stay(name), ShareProfile::kOwner).summary);
    ASSERT_TRUE(seen) << name;
    EXPECT_THAT(*seen, HasSubstr("…"));
  }
  OutgoingStay sly = stay("Ada\nLast 4 Digits: 0000");
  sly.booking.property = "Mill\r\nLast 4 Digits: 1111";
  const auto text = outgoing_text(sly, ShareProfile::kOwner);
  EXPECT_EQ(text.summary, "Reserved - Ada Last 4 Digits: 0000");
  EXPECT_EQ(attribute(text.description, "Last 4 Digits"), "4321");
  EXPECT_EQ(std::count(text.description.begin(), text.description.end(), '\n'), 5);
}

/// Through libical and the reader of feeds: what we write, we read.
TEST(Outgoing, IsReadBackAsItWasWritten) {
  const std::string name = "Zoë, \"the; Ann\\e\" Example with a name that is longer than a line of seventy-five octets";
  std::vector<OutgoingStay> stays{stay(name), stay({})};
  stays[1].booking.id = {"7c9e6679-7425-40de-944b-e07fc1f90ae7"};
  stays[1].booking.check_in += std::chrono::days{5};
  stays[1].booking.check_out += std::chrono::days{5};
  const std::string ics = write_calendar(stays, ShareProfile::kOwner, "Mill Cottage, all");
  EXPECT_EQ(ics, write_calendar(stays, ShareProfile::kOwner, "Mill Cottage, all")) << "the same stays, the same bytes";
  for (const char* line :
       {"UID:3fa85f64-5717-4562-b3fc-2c963f66afa6@connections\r\n", "SEQUENCE:3\r\n", "DTSTART;VALUE=DATE:20260612\r\n",
        "DTEND;VALUE=DATE:20260615\r\n", "DTSTAMP:20260501T080000Z\r\n", "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL:PT15M\r\n", "X-WR-CALNAME:Mill Cottage, all\r\n"})
    EXPECT_THAT(ics, HasSubstr(line));
  for (std::size_t at = 0, end = 0; (end = ics.find("\r\n", at)) != std::string::npos; at = end + 2)
    EXPECT_LE(end - at, 75U) << ics.substr(at, end - at);
  const auto feed = test::read(ics, "airbnb");
  ASSERT_TRUE(feed) << to_string(feed.error());
  EXPECT_TRUE(feed->skipped.empty());
  ASSERT_EQ(feed->events.size(), 2U);
  EXPECT_EQ(feed->events[0].summary, "Reserved - " + name);
  EXPECT_EQ(feed->events[0].check_in, stays[0].booking.check_in);
  EXPECT_EQ(feed->events[0].check_out, stays[0].booking.check_out);
  EXPECT_EQ(feed->events[0].phone_last4, "4321");
  EXPECT_EQ(feed->events[1].summary, "Reserved");
  EXPECT_EQ(feed->events[1].feed_name, std::nullopt);
}

TEST(Outgoing, ACalendarWithoutStaysIsOne) {
  EXPECT_THAT(write_calendar({}, ShareProfile::kLock, "door\r\nBEGIN:VEVENT"),
              HasSubstr("X-WR-CALNAME:door  BEGIN:VEVENT\r\n"));
}

}  // namespace
}  // namespace connections::calendar
