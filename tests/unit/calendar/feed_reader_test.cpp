#include "calendar/read/feed_reader.h"

#include "calendar/limits.h"
#include "feeds.h"
#include "model/unicode.h"

namespace connections::calendar {
namespace {

using test::calendar;
using test::event;
using test::read;
using test::stay;
using testing::HasSubstr;

struct DaysCase {
  const char* what;
  const char* lines;
  const char* check_in;
  const char* check_out;
};

class FeedDays : public testing::TestWithParam<DaysCase> {};

TEST_P(FeedDays, AreTheOnesWritten) {
  const auto feed = read(calendar(event(std::string("UID:u\r\n") + GetParam().lines)), "pms");
  ASSERT_TRUE(feed) << feed.error().message;
  ASSERT_EQ(feed->events.size(), 1u) << feed->skipped.at(0).message;
  EXPECT_EQ(to_iso(feed->events[0].check_in), GetParam().check_in);
  EXPECT_EQ(to_iso(feed->events[0].check_out), GetParam().check_out);
}

INSTANTIATE_TEST_SUITE_P(
    Written, FeedDays,
    testing::Values(
        DaysCase{"Date", "DTSTART;VALUE=DATE:20260612\r\nDTEND;VALUE=DATE:20260615\r\n", "2026-06-12", "2026-06-15"},
        DaysCase{"DateWithoutValue", "DTSTART:20260612\r\nDTEND:20260615\r\n", "2026-06-12", "2026-06-15"},
        DaysCase{"LateEveningUtc", "DTSTART:20260612T233000Z\r\nDTEND:20260615T003000Z\r\n", "2026-06-12",
                 "2026-06-15"},
        DaysCase{"OwnZone",
                 "DTSTART;TZID=Pacific/Auckland:20260612T010000\r\nDTEND;TZID=Pacific/Auckland:20260615T230000\r\n",
                 "2026-06-12", "2026-06-15"},
        DaysCase{"UnknownZone",
                 "DTSTART;TZID=Nowhere/Land:20260612T150000\r\nDTEND;TZID=Nowhere/Land:20260615T110000\r\n",
                 "2026-06-12", "2026-06-15"},
        DaysCase{"Floating", "DTSTART:20260612T150000\r\nDTEND:20260615T110000\r\n", "2026-06-12", "2026-06-15"},
        DaysCase{"DurationDays", "DTSTART;VALUE=DATE:20260612\r\nDURATION:P3D\r\n", "2026-06-12", "2026-06-15"},
        DaysCase{"DurationWeeks", "DTSTART;VALUE=DATE:20261228\r\nDURATION:P1W\r\n", "2026-12-28", "2027-01-04"},
        DaysCase{"DurationHours", "DTSTART:20260612T150000\r\nDURATION:PT68H\r\n", "2026-06-12", "2026-06-15"},
        DaysCase{"NoEnd", "DTSTART;VALUE=DATE:20260612\r\n", "2026-06-12", "2026-06-13"},
        DaysCase{"LeapDay", "DTSTART;VALUE=DATE:20280228\r\nDTEND;VALUE=DATE:20280229\r\n", "2028-02-28",
                 "2028-02-29"}),
    [](const auto& info) { return info.param.what; });

struct SkipCase {
  const char* what;
  const char* lines;
  SkipReason reason;
};

class FeedSkips : public testing::TestWithParam<SkipCase> {};

TEST_P(FeedSkips, EachUnusableEventWithItsReason) {
  const std::string good = stay("good", "20260801", "20260805");
  const auto feed = read(calendar(event(std::string("UID:bad\r\n") + GetParam().lines) + good), "airbnb");
  ASSERT_TRUE(feed) << feed.error().message;
  EXPECT_EQ(feed->events.size(), 1u);
  ASSERT_EQ(feed->skipped.size(), 1u);
  EXPECT_EQ(feed->skipped[0].uid, "bad");
  EXPECT_EQ(name(feed->skipped[0].reason), name(GetParam().reason));
  EXPECT_FALSE(feed->skipped[0].message.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Reasons, FeedSkips,
    testing::Values(
        SkipCase{"Recurring", "DTSTART:20260612\r\nDTEND:20260615\r\nRRULE:FREQ=WEEKLY\r\n", SkipReason::kRecurring},
        SkipCase{"BrokenRule", "DTSTART:20260612\r\nDTEND:20260615\r\nRRULE:FREQ=NEVER\r\n", SkipReason::kRecurring},
        SkipCase{"MoreDates", "DTSTART:20260612\r\nRDATE:20260701T000000Z\r\n", SkipReason::kRecurring},
        SkipCase{"OneOfASeries", "DTSTART:20260612\r\nRECURRENCE-ID:20260611\r\n", SkipReason::kRecurring},
        SkipCase{"NoStart", "DTEND:20260615\r\n", SkipReason::kNoStart},
        SkipCase{"StartIsNoDate", "DTSTART:soon\r\nDTEND:20260615\r\n", SkipReason::kNoStart},
        SkipCase{"StartIsNoDay", "DTSTART;VALUE=DATE:20260231\r\nDTEND:20260615\r\n", SkipReason::kNoStart},
        SkipCase{"StartLongAgo", "DTSTART;VALUE=DATE:00010101\r\nDTEND:20260615\r\n", SkipReason::kNoStart},
        SkipCase{"StartOfAnotherType", "DTSTART;VALUE=DURATION:P3D\r\nDTEND:20260615\r\n", SkipReason::kNoStart},
        SkipCase{"EndIsNoDate", "DTSTART:20260612\r\nDTEND:later\r\n", SkipReason::kNoEnd},
        SkipCase{"EndIsEmpty", "DTSTART:20260612\r\nDTEND:\r\n", SkipReason::kNoEnd},
        SkipCase{"DurationIsNone", "DTSTART:20260612\r\nDURATION:long\r\n", SkipReason::kNoEnd},
        SkipCase{"DurationOfAges", "DTSTART:20260612\r\nDURATION:P2000000000D\r\n", SkipReason::kNoEnd},
        SkipCase{"SameDay", "DTSTART:20260612T100000Z\r\nDTEND:20260612T160000Z\r\n", SkipReason::kNoNights},
        SkipCase{"Backwards", "DTSTART:20260612\r\nDTEND:20260610\r\n", SkipReason::kNoNights},
        SkipCase{"NegativeDuration", "DTSTART:20260612\r\nDURATION:-P3D\r\n", SkipReason::kNoNights}),
    [](const auto& info) { return info.param.what; });

struct InvalidCase {
  const char* what;
  std::string bytes;
  const char* message;
};

class FeedInvalid : public testing::TestWithParam<InvalidCase> {};

TEST_P(FeedInvalid, IsAnErrorThatNamesWhy) {
  const auto feed = read(GetParam().bytes, "airbnb");
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().code, Errc::kFeedInvalid);
  EXPECT_THAT(feed.error().message, HasSubstr(GetParam().message));
  EXPECT_THAT(feed.error().hint, HasSubstr("nothing was changed"));
}

const std::string kWhole = calendar(stay("a", "20260612", "20260615") + stay("b", "20260701", "20260704"));

INSTANTIATE_TEST_SUITE_P(
    Bytes, FeedInvalid,
    testing::Values(
        InvalidCase{"Empty", "", "empty"}, InvalidCase{"WhiteSpace", " \r\n\r\n", "empty"},
        InvalidCase{"HtmlPage", "<!doctype html><title>Sign in</title>", "HTML page"},
        InvalidCase{"OtherText", "Not found\n", "does not start with BEGIN:VCALENDAR"},
        InvalidCase{"EventWithoutCalendar", stay("a", "20260612", "20260615"), "does not start"},
        InvalidCase{"CutBetweenEvents", kWhole.substr(0, kWhole.rfind("BEGIN:VEVENT")), "cut off"},
        InvalidCase{"CutInsideAnEvent", kWhole.substr(0, kWhole.size() - 40), "cut off"},
        InvalidCase{"CutBeforeTheLastLine", kWhole.substr(0, kWhole.rfind("END:")), "cut off"},
        InvalidCase{"MiddleMissing", calendar("BEGIN:VEVENT\r\nUID:a\r\n" + stay("b", "20260701", "20260704")),
                    "an event starts inside VEVENT"},
        InvalidCase{"EndWithoutBegin", calendar("END:VEVENT\r\n"), "not open"},
        InvalidCase{"NoEvents", calendar(""), "valid calendar without any event"},
        InvalidCase{"NoUsableEvent", calendar(event("UID:a\r\n")), "None of the feed's 1 events can be used"},
        InvalidCase{"ZeroByte", calendar(stay("a", "20260612", "20260615", std::string("Re\0served", 9))),
                    "zero byte"}),
    [](const auto& info) { return info.param.what; });

TEST(FeedReader, NamesTheLimitOfBytes) {
  const auto feed = read(std::string(kMaxFeedBytes + 1, 'x'), "airbnb");
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().code, Errc::kLimitExceeded);
  EXPECT_THAT(feed.error().message, HasSubstr("10485760 bytes"));
}

TEST(FeedReader, NamesTheLimitOfEvents) {
  std::string events;
  for (std::size_t i = 0; i <= kMaxEvents; ++i) events += event("UID:x\r\n");
  const auto feed = read(calendar(events), "airbnb");
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().code, Errc::kLimitExceeded);
  EXPECT_THAT(feed.error().message, HasSubstr("20000 events"));
}

TEST(FeedReader, RefusesComponentsNestedWithoutEnd) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "BEGIN:X-THING\n";
  const auto feed = read(calendar(deep), "airbnb");
  ASSERT_FALSE(feed);
  EXPECT_THAT(feed.error().message, HasSubstr("nests deeper"));
}

TEST(FeedReader, UnfoldsBeforeItReads) {
  const auto feed = read(calendar(stay("a@airbnb.com", "20260612", "20260615", "Reserved",
                                       "DESCRIPTION:Reservation URL: https://www.airbnb.com/hosting/reservations/de\r\n"
                                       " tails/HMQX7R\r\n 2KLP\\nPhone Number (Last 4 Digits): 40\r\n\t71\r\n")),
                         "airbnb");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->events[0].code, "HMQX7R2KLP");
  EXPECT_EQ(feed->events[0].phone_last4, "4071");
}

TEST(FeedReader, ReadsAnyLineEndAByteOrderMarkAndSeveralCalendars) {
  std::string lf = calendar(stay("a", "20260612", "20260615"));
  std::erase(lf, '\r');
  std::string cr = calendar(stay("b", "20260701", "20260702"));
  std::erase(cr, '\n');
  const auto feed = read("\xEF\xBB\xBF" + lf + "\n" + cr + calendar(stay("c", "20260801", "20260802")), "airbnb");
  ASSERT_TRUE(feed) << feed.error().message;
  EXPECT_EQ(feed->events.size(), 3u);
}

struct StateCase {
  const char* what;
  const char* line;
  const char* summary;
  BookingState state;
};

class FeedState : public testing::TestWithParam<StateCase> {};

TEST_P(FeedState, FollowsStatusAndWords) {
  const auto feed = read(calendar(stay("a", "20260612", "20260615", GetParam().summary, GetParam().line)), "vrbo");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->events.at(0).state, GetParam().state);
}

INSTANTIATE_TEST_SUITE_P(
    States, FeedState,
    testing::Values(StateCase{"None", "", "Reserved", BookingState::kConfirmed},
                    StateCase{"Confirmed", "STATUS:CONFIRMED\r\n", "Reserved", BookingState::kConfirmed},
                    StateCase{"Tentative", "STATUS:TENTATIVE\r\n", "Reserved", BookingState::kTentative},
                    StateCase{"TentativeByWord", "", "Provisoire - Odile", BookingState::kTentative},
                    StateCase{"CancelledByWord", "", "Cancelled - Odile", BookingState::kCancelled},
                    StateCase{"Cancelled", "STATUS:CANCELLED\r\n", "Reserved", BookingState::kCancelled},
                    StateCase{"CancelledWithOneL", "STATUS:Canceled\r\n", "Provisoire - Odile",
                              BookingState::kCancelled}),
    [](const auto& info) { return info.param.what; });

TEST(FeedReader, ACancellingCalendarCancelsAllItsEvents) {
  const auto feed = read(calendar("METHOD:CANCEL\r\n" + stay("a", "20260612", "20260615")), "pms");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->events.at(0).state, BookingState::kCancelled);
}

TEST(FeedReader, AnEventWithoutUidGetsTheSameOneEachTime) {
  const std::string bytes = calendar(event("DTSTART:20260612\r\nDTEND:20260615\r\nSUMMARY:Reserved\r\n"));
  const auto feed = read(bytes, "pms");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->events.at(0).uid, "no-uid-2026-06-12-2026-06-15");
  EXPECT_EQ(read(bytes, "pms")->events, feed->events);
}

TEST(FeedReader, AnEventThatStandsTwiceIsTakenOnce) {
  const auto feed = read(calendar(stay("a", "20260612", "20260615") + stay("a", "20260612", "20260615")), "pms");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->events.size(), 1u);
  ASSERT_EQ(feed->skipped.size(), 1u);
  EXPECT_EQ(feed->skipped[0].reason, SkipReason::kDuplicate);
}

TEST(FeedReader, TheHigherSequenceReplacesTheLower) {
  const auto feed = read(calendar(stay("a", "20260612", "20260615", "Reserved", "SEQUENCE:2\r\n") +
                                  stay("a", "20260610", "20260613", "Reserved", "SEQUENCE:1\r\n")),
                         "pms");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->events.size(), 1u);
  EXPECT_EQ(to_iso(feed->events[0].check_in), "2026-06-12");
  EXPECT_EQ(feed->skipped.at(0).reason, SkipReason::kSuperseded);
}

TEST(FeedReader, StaysThatShareAUidAreToldApart) {
  const auto feed =
      read(calendar(stay("flat-1", "20260612", "20260615") + stay("flat-1", "20260701", "20260704")), "pms");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->events.size(), 2u);
  EXPECT_EQ(feed->events[0].uid, "flat-1#2026-06-12");
  EXPECT_EQ(feed->events[1].uid, "flat-1#2026-07-01");
}

TEST(FeedReader, AUidTooLongForTheDatabaseIsSkipped) {
  const auto feed = read(
      calendar(stay(std::string(kMaxUidBytes + 1, 'u'), "20260612", "20260615") + stay("b", "20260701", "20260704")),
      "pms");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->events.size(), 1u);
  EXPECT_EQ(feed->skipped.at(0).reason, SkipReason::kUidTooLong);
}

TEST(FeedReader, TasksAreSkippedWithAReasonAndTimeZonesAreNot) {
  const auto feed =
      read(calendar("BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
                    "TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\n" +
                    stay("a", "20260612", "20260615", "Reserved", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\n")),
           "pms");
  ASSERT_TRUE(feed) << feed.error().message;
  EXPECT_EQ(feed->events.size(), 1u);
  ASSERT_EQ(feed->skipped.size(), 1u);
  EXPECT_EQ(feed->skipped[0].reason, SkipReason::kNotAnEvent);
}

TEST(FeedReader, TextBecomesWhatTheDatabaseTakes) {
  const auto feed = read(calendar(stay("a", "20260612", "20260615", "Reserved - Zo\xE9\x01\\, Ren\xC3\xA9")), "vrbo");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->events[0].summary, "Reserved - Zo\xEF\xBF\xBD, René");
}

struct Zoned {
  const char* what;
  const char* start;
  const char* end;
  const char* feed_zone;
  const char* property_zone;
  const char* check_in;
  const char* check_out;
};

class TimeZones : public testing::TestWithParam<Zoned> {};

TEST_P(TimeZones, MakeDaysOfTheProperty) {
  const auto& [what, start, end, feed_zone, property_zone, check_in, check_out] = GetParam();
  const std::string head = *feed_zone == 0 ? "" : std::string("X-WR-TIMEZONE:") + feed_zone + "\r\n";
  const auto feed = read(calendar(head + event(std::string("UID:u\r\nDTSTART") + start + "\r\nDTEND" + end + "\r\n")),
                         "pms", property_zone);
  ASSERT_TRUE(feed) << feed.error().message;
  EXPECT_EQ(to_iso(feed->events.at(0).check_in), check_in);
  EXPECT_EQ(to_iso(feed->events.at(0).check_out), check_out);
}

INSTANTIATE_TEST_SUITE_P(
    Feeds, TimeZones,
    testing::Values(
        Zoned{"LocalMidnightInUtc", ":20260611T220000Z", ":20260614T220000Z", "Europe/Rome", "", "2026-06-12",
              "2026-06-15"},
        Zoned{"WestOfGreenwich", ":20260612T230000Z", ":20260615T170000Z", "America/Los_Angeles", "", "2026-06-12",
              "2026-06-15"},
        Zoned{"EveningInTheWest", ":20260613T010000Z", ":20260615T170000Z", "America/Los_Angeles", "", "2026-06-12",
              "2026-06-15"},
        Zoned{"FarEast", ":20260612T050000Z", ":20260614T220000Z", "Pacific/Auckland", "", "2026-06-12", "2026-06-15"},
        Zoned{"ThePersonsZoneWins", ":20260611T220000Z", ":20260614T220000Z", "America/New_York", "Europe/Rome",
              "2026-06-12", "2026-06-15"},
        Zoned{"DaysAsMidnightInUtc", ":20260612T000000Z", ":20260615T000000Z", "America/New_York", "", "2026-06-12",
              "2026-06-15"},
        Zoned{"NoZoneIsKnown", ":20260611T220000Z", ":20260614T220000Z", "", "", "2026-06-11", "2026-06-14"},
        Zoned{"UnknownZone", ":20260611T220000Z", ":20260614T220000Z", "Mars/Olympus", "", "2026-06-11", "2026-06-14"},
        Zoned{"ZoneIsAPath", ":20260611T220000Z", ":20260614T220000Z", "../../etc/passwd", "", "2026-06-11",
              "2026-06-14"},
        Zoned{"UtcAsAParameter", ";TZID=UTC:20260611T220000", ";TZID=\"Etc/UTC\":20260614T220000", "Europe/Rome", "",
              "2026-06-12", "2026-06-15"},
        Zoned{"DaysStayDays", ";VALUE=DATE:20260612", ";VALUE=DATE:20260615", "Pacific/Auckland", "", "2026-06-12",
              "2026-06-15"},
        Zoned{"OwnZoneOfTheTime", ";TZID=Europe/Rome:20260612T150000", ";TZID=Europe/Rome:20260615T100000",
              "America/New_York", "", "2026-06-12", "2026-06-15"}),
    [](const auto& info) { return info.param.what; });

TEST(FeedReader, APlaceIsNoGuest) {
  const auto name_in = [](const std::string& summary, const std::string& calendar_line = "",
                          const std::string& event_line = "") {
    const auto feed = read_feed(calendar(calendar_line + stay("u", "20260612", "20260615", summary, event_line)),
                                {.platform = "pms", .words = test::words(), .property = "Villa Rosa Alta"});
    return feed ? feed->events.at(0).feed_name.value_or("(none)") : feed.error().message;
  };
  EXPECT_EQ(name_in("Reserved - Villa Rosa Alta"), "(none)");
  EXPECT_EQ(name_in("BOOKED: villa rosa ALTA"), "(none)");
  EXPECT_EQ(name_in("Réservé — Rosa Alta"), "(none)");
  EXPECT_EQ(name_in("Reserved - Villa Rosa Alta Garden"), "(none)");
  EXPECT_EQ(name_in("Reserved - Rosa"), "Rosa") << "a guest may be called like a part of it";
  EXPECT_EQ(name_in("Reserved - Rosa Invented"), "Rosa Invented");
  EXPECT_EQ(name_in("Reserved - Olive Yard"), "Olive Yard");
  EXPECT_EQ(name_in("Reserved - Olive Yard", "X-WR-CALNAME:Olive Yard\r\n"), "(none)");
  EXPECT_EQ(name_in("Reserved - Olive Yard", "", "LOCATION:Olive Yard\\, Faro\r\n"), "(none)");
  EXPECT_EQ(name_in("Reserved", "", "DESCRIPTION:Guest name: Villa Rosa Alta\r\n"), "(none)");
}

TEST(FeedReader, ParametersAndUnknownPropertiesCostNothing) {
  std::string parameters;
  for (int i = 0; i < 60'000; ++i) parameters += ";X-P" + std::to_string(i) + "=\"a:b;c\"";
  const auto feed =
      read(calendar(event("UID:u\r\nDTSTART" + parameters + ";VALUE=DATE:20260612\r\nATTENDEE" + parameters +
                          ":mailto:a@example.org\r\nX-LONG:" + std::string(1 << 20, 'x') +
                          "\r\nDTEND;VALUE=DATE:20260615\r\nSUMMARY" + parameters + ":Reserved - Odile\r\n")),
           "pms");
  ASSERT_TRUE(feed) << feed.error().message;
  EXPECT_EQ(to_iso(feed->events.at(0).check_in), "2026-06-12");
  EXPECT_EQ(feed->events.at(0).feed_name, "Odile");
}

TEST(FeedReader, LongTextsAreCutAtAWholeCharacter) {
  std::string name;
  for (int i = 0; i < 200'000; ++i) name += "é";
  const auto feed =
      read(calendar(stay("u", "20260612", "20260615", "Reserved - A" + name, "DESCRIPTION:Guest: A" + name + "\r\n")),
           "pms");
  ASSERT_TRUE(feed) << feed.error().message;
  EXPECT_LE(feed->events.at(0).summary.size(), kMaxSummaryBytes + 3);
  EXPECT_TRUE(unicode::is_valid_utf8(feed->events.at(0).summary));
  EXPECT_FALSE(feed->events.at(0).feed_name);
}

TEST(FeedReader, TwoRoomsWithoutUidsAreTwoStays) {
  const std::string room = event("DTSTART;VALUE=DATE:20260612\r\nDTEND;VALUE=DATE:20260615\r\nSUMMARY:Reserved\r\n");
  EXPECT_EQ(read(calendar(room + room), "pms")->events.size(), 2U);
}

}  // namespace
}  // namespace connections::calendar
