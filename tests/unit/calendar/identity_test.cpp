// Whether an event of a feed is a stay that is known: the kinds of ways in which stays change places.
#include <gmock/gmock.h>

#include "calendar/identity/agreement.h"
#include "calendar/identity/uid_worth.h"
#include "calendar/merge/merge.h"

namespace connections::calendar {
namespace {

const Date kToday = *make_date(2026, 6, 10);
constexpr const char* kRandom = "7f3c2a10-5b1d-4e6f-9a2b-0c1d2e3f4a5b";
constexpr const char* kOther = "11aa22bb-5b1d-4e6f-9a2b-0c1d2e3f4a5b";
constexpr const char* kThird = "99ff88ee-5b1d-4e6f-9a2b-0c1d2e3f4a5b";

struct Line {
  std::string uid;
  const char* from;
  const char* to;
  std::string feed_name = {};
  std::string code = {};
  std::string phone = {};
  bool block = false;
  std::string guest = {};  ///< of the booking: as a mail, or with "!" in front a person, wrote it
  bool cancelled = false;
  std::string mail_code = {};
};

std::optional<std::string> text(const std::string& words) {
  return words.empty() ? std::nullopt : std::optional(words);
}

Event event_of(const Line& line) {
  Event event;
  event.uid = line.uid;
  event.check_in = *parse_iso_date(line.from);
  event.check_out = *parse_iso_date(line.to);
  event.summary = "Reserved";
  event.feed_name = text(line.feed_name);
  event.code = text(line.code);
  event.phone_last4 = text(line.phone);
  event.block = line.block;
  return event;
}

Booking booking_of(const Line& line, std::size_t number) {
  Booking booking = booking_of(event_of(line), "vrbo", "Quay House", FeedId{"feed"});
  booking.id = {"b" + std::to_string(number)};
  if (!line.guest.empty()) {
    const bool typed = line.guest.front() == '!';
    booking.guest_name = typed ? line.guest.substr(1) : line.guest;
    booking.guest_name_source = typed ? ValueSource::kPerson : ValueSource::kMail;
  }
  booking.enriched_code = text(line.mail_code);
  if (line.cancelled) {
    booking.state = BookingState::kCancelled;
    booking.withdrawn = Withdrawn{.guest_name = booking.guest_name,
                                  .guest_name_source = booking.guest_name_source,
                                  .guest_count = {},
                                  .guest_count_source = ValueSource::kNone,
                                  .enriched_code = booking.enriched_code,
                                  .reason = "It left the feed"};
    booking.guest_name.reset();
    booking.guest_name_source = ValueSource::kNone;
    booking.enriched_code.reset();
  }
  return booking;
}

struct Story {
  const char* what;
  std::vector<Line> had;
  std::vector<Line> feed;
  std::vector<std::string> after;  ///< live stays, sorted: "06-20 Odile" or "06-20 -", with "?" if a person is asked
};

void PrintTo(const Story& story, std::ostream* out) { *out << story.what; }

void show(std::vector<std::string>& lines, const Booking& booking, const std::string& question, bool restored) {
  if (booking.state == BookingState::kCancelled || booking.block) return;
  std::optional<std::string> guest = booking.guest_name;
  if (restored && booking.withdrawn) guest = booking.withdrawn->guest_name;
  lines.push_back(to_iso(booking.check_in).substr(5) + " " + guest.value_or("-") + (question.empty() ? "" : " ?"));
}

std::vector<std::string> live_after(const std::vector<Booking>& had, const Feed& feed, MergePlan& plan) {
  plan = merge_feed(had, feed, kToday);
  std::map<std::string, Booking> rows;
  for (const Booking& one : had) rows[one.id.value] = one;
  std::vector<std::string> lines;
  for (const Vanished& one : plan.gone) rows.erase(one.booking.value);
  for (const FeedUpdate& one : plan.update) {
    rows.erase(one.after.id.value);
    if (!one.withdraw) show(lines, one.after, one.question, one.restore);
  }
  for (const NewBooking& one : plan.insert)
    show(lines, booking_of(one.event, "vrbo", "Quay House", FeedId{"feed"}), one.question, false);
  for (const auto& [id, booking] : rows) show(lines, booking, {}, false);
  std::ranges::sort(lines);
  return lines;
}

class Identity : public testing::TestWithParam<Story> {};

TEST_P(Identity, IsDecidedByEvidence) {
  std::vector<Booking> had;
  for (const Line& line : GetParam().had) had.push_back(booking_of(line, had.size()));
  Feed feed{"vrbo", {}, {}};
  for (const Line& line : GetParam().feed) feed.events.push_back(event_of(line));
  MergePlan plan;
  EXPECT_EQ(live_after(had, feed, plan), GetParam().after);
}

const Line kNeighbour{.uid = kThird, .from = "2026-08-01", .to = "2026-08-05"};

INSTANTIATE_TEST_SUITE_P(
    Stories, Identity,
    testing::Values(
        Story{"nothing changed",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"}},
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24"}},
              {"06-20 Odile Invented"}},
        Story{"sold again under a new UID while a neighbour keeps its own",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"}, kNeighbour},
              {{.uid = kOther, .from = "2026-06-20", .to = "2026-06-24"}, kNeighbour},
              {"06-20 - ?", "08-01 -"}},
        Story{"the only stay has a new UID",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"}},
              {{.uid = kOther, .from = "2026-06-20", .to = "2026-06-24"}},
              {"06-20 - ?"}},
        Story{"a typed name is not inherited either",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "!Odile Invented"}, kNeighbour},
              {{.uid = kOther, .from = "2026-06-20", .to = "2026-06-24"}, kNeighbour},
              {"06-20 - ?", "08-01 -"}},
        Story{"a name of the feed is not inherited",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .feed_name = "Odile"}, kNeighbour},
              {{.uid = kOther, .from = "2026-06-20", .to = "2026-06-24"}, kNeighbour},
              {"06-20 -", "08-01 -"}},
        Story{"all UIDs are new and the days are the same",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"},
               {.uid = kThird, .from = "2026-06-28", .to = "2026-06-30", .guest = "Nils Invented"}},
              {{.uid = "u1", .from = "2026-06-20", .to = "2026-06-24"},
               {.uid = "u2", .from = "2026-06-28", .to = "2026-06-30"}},
              {"06-20 Odile Invented", "06-28 Nils Invented"}},
        Story{"the same phone under a new UID",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .phone = "4071", .guest = "Odile Invented"},
               kNeighbour},
              {{.uid = kOther, .from = "2026-06-20", .to = "2026-06-24", .phone = "4071"}, kNeighbour},
              {"06-20 Odile Invented", "08-01 -"}},
        Story{"numbers of the place move on by one",
              {{.uid = "1", .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"},
               {.uid = "2", .from = "2026-06-28", .to = "2026-06-30", .guest = "Nils Invented"}},
              {{.uid = "1", .from = "2026-06-15", .to = "2026-06-18"},
               {.uid = "2", .from = "2026-06-20", .to = "2026-06-24"},
               {.uid = "3", .from = "2026-06-28", .to = "2026-06-30"}},
              {"06-15 -", "06-20 Odile Invented", "06-28 Nils Invented"}},
        Story{"two stays exchange their UIDs",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"},
               {.uid = kOther, .from = "2026-06-28", .to = "2026-06-30", .guest = "Nils Invented"}},
              {{.uid = kOther, .from = "2026-06-20", .to = "2026-06-24"},
               {.uid = kRandom, .from = "2026-06-28", .to = "2026-06-30"}},
              {"06-20 Odile Invented", "06-28 Nils Invented"}},
        Story{"a UID used again for days far away",
              {{.uid = "post-812", .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"}},
              {{.uid = "post-812", .from = "2026-12-20", .to = "2026-12-27"}},
              {"12-20 - ?"}},
        Story{"a code proves a move to days that do not overlap",
              {{.uid = kRandom,
                .from = "2026-06-20",
                .to = "2026-06-24",
                .code = "HMAAAAAAA1",
                .guest = "Odile Invented"}},
              {{.uid = kOther, .from = "2026-07-20", .to = "2026-07-24", .code = "HMAAAAAAA1"}},
              {"07-20 Odile Invented"}},
        Story{"a code that a mail brought speaks against another code",
              {{.uid = kRandom,
                .from = "2026-06-20",
                .to = "2026-06-24",
                .guest = "Odile Invented",
                .mail_code = "HMAAAAAAA1"}},
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .code = "HMBBBBBBB2"}},
              {"06-20 - ?"}},
        Story{"a code of another issuer says nothing",
              {{.uid = kRandom,
                .from = "2026-06-20",
                .to = "2026-06-24",
                .guest = "Odile Invented",
                .mail_code = "4071226890"}},
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .code = "HMBBBBBBB2"}},
              {"06-20 Odile Invented"}},
        Story{"the feed begins to show another name",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"}},
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .feed_name = "Nils"}},
              {"06-20 Nils ?"}},
        Story{"another event shows another name, so that nobody need be asked",
              {{.uid = kRandom,
                .from = "2026-06-20",
                .to = "2026-06-24",
                .feed_name = "Odile",
                .guest = "Odile Invented"}},
              {{.uid = kOther, .from = "2026-06-20", .to = "2026-06-24", .feed_name = "Nils"}},
              {"06-20 Nils"}},
        Story{"the feed begins to show a name that agrees",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"}},
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .feed_name = "Nils & Odile"}},
              {"06-20 Odile Invented"}},
        Story{"the stay becomes a block under its UID",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"}, kNeighbour},
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .block = true}, kNeighbour},
              {"08-01 -"}},
        Story{"days of a stay that left are sold under a new UID",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented", .cancelled = true},
               kNeighbour},
              {{.uid = kOther, .from = "2026-06-20", .to = "2026-06-24"}, kNeighbour},
              {"06-20 - ?", "08-01 -"}},
        Story{"a block on the days of a stay that left is opened under its UID",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented", .cancelled = true},
               {.uid = kOther, .from = "2026-06-20", .to = "2026-06-24", .block = true}},
              {{.uid = kOther, .from = "2026-06-20", .to = "2026-06-24"}},
              {"06-20 - ?"}},
        Story{"a stay that left comes back under its own UID",
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented", .cancelled = true},
               kNeighbour},
              {{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24"}, kNeighbour},
              {"06-20 Odile Invented", "08-01 -"}},
        Story{"a UID made of the days comes back with them, perhaps with another guest",
              {{.uid = "no-uid-2026-06-20-2026-06-24",
                .from = "2026-06-20",
                .to = "2026-06-24",
                .guest = "Odile Invented",
                .cancelled = true},
               kNeighbour},
              {{.uid = "no-uid-2026-06-20-2026-06-24", .from = "2026-06-20", .to = "2026-06-24"}, kNeighbour},
              {"06-20 - ?", "08-01 -"}},
        Story{"a running stay is lengthened under a new UID",
              {{.uid = kRandom, .from = "2026-06-08", .to = "2026-06-12", .guest = "Odile Invented"}, kNeighbour},
              {{.uid = kOther, .from = "2026-06-08", .to = "2026-06-14"}, kNeighbour},
              {"06-08 Odile Invented", "08-01 -"}},
        Story{"the rest of a running stay under a new UID",
              {{.uid = kRandom, .from = "2026-06-08", .to = "2026-06-14", .guest = "!Odile Invented"}, kNeighbour},
              {{.uid = kOther, .from = "2026-06-10", .to = "2026-06-14"}, kNeighbour},
              {"06-08 Odile Invented", "08-01 -"}},
        Story{"the rest of a stay that is over, from a feed that lags",
              {{.uid = kRandom, .from = "2026-06-02", .to = "2026-06-08", .guest = "!Odile Invented"}, kNeighbour},
              {{.uid = kOther, .from = "2026-06-04", .to = "2026-06-08"}, kNeighbour},
              {"06-02 Odile Invented", "08-01 -"}},
        Story{"random UIDs that end in small numbers by chance are not numbers of places",
              {{.uid = "7be0-4f3a-e1", .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"},
               {.uid = "90ac-11d2-c2", .from = "2026-08-01", .to = "2026-08-04"}},
              {{.uid = "44d9-a0b7-f1", .from = "2026-06-20", .to = "2026-06-24"},
               {.uid = "90ac-11d2-c2", .from = "2026-08-01", .to = "2026-08-04"}},
              {"06-20 - ?", "08-01 -"}},
        Story{"a numbered feed drops the running stay",
              {{.uid = "1", .from = "2026-06-08", .to = "2026-06-12", .guest = "Odile Invented"},
               {.uid = "2", .from = "2026-06-12", .to = "2026-06-15", .guest = "Nils Invented"}},
              {{.uid = "1", .from = "2026-06-12", .to = "2026-06-15"}},
              {"06-08 Odile Invented", "06-12 Nils Invented"}},
        Story{"two rooms of one feed on the same days, which nothing tells apart",
              {{.uid = "no-uid-a", .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"},
               {.uid = "no-uid-b", .from = "2026-06-20", .to = "2026-06-24"}},
              {{.uid = "no-uid-a", .from = "2026-06-20", .to = "2026-06-24"},
               {.uid = "no-uid-b", .from = "2026-06-20", .to = "2026-06-24"}},
              {"06-20 -", "06-20 - ?"}}));

TEST(Identity, ARefreshWithoutChangesIsWithoutChanges) {
  for (const Line& line : {Line{.uid = "1", .from = "2026-06-20", .to = "2026-06-24"}, kNeighbour,
                           Line{.uid = "no-uid-x", .from = "2026-06-08", .to = "2026-06-14", .feed_name = "Odile"}}) {
    const auto plan = merge_feed(std::vector{booking_of(line, 1)}, Feed{"vrbo", {event_of(line)}, {}}, kToday);
    EXPECT_EQ(plan.unchanged, 1U) << line.uid;
  }
}

TEST(Identity, AFeedThatRenewsItsUidsIsLearned) {
  const Line before{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "Odile Invented"};
  const Line now{.uid = kOther, .from = "2026-06-20", .to = "2026-06-24"};
  const auto plan = merge_feed(std::vector{booking_of(before, 1)}, Feed{"vrbo", {event_of(now)}, {}}, kToday,
                               UidHabit{.kept = 0, .moved = 0, .reused = 0, .regenerated = 4});
  ASSERT_EQ(plan.update.size(), 1U);
  EXPECT_EQ(plan.update[0].after.guest_name, "Odile Invented");
  EXPECT_EQ(plan.habit.regenerated, 5);
}

/// What a feed's unannounced texts make of a stay that was typed for Odile.
std::vector<std::string> after_texts(const char* before, const char* now) {
  const auto event = [](const char* text) {
    Event one = event_of({.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24"});
    one.summary = text;
    if (std::string_view(text).find(' ') != std::string_view::npos) one.seeming_name = text;
    return one;
  };
  Booking had = booking_of(event(before), "pms", "Quay House", FeedId{"feed"});
  had.id = {"b1"};
  had.guest_name = "Odile Invented";
  had.guest_name_source = ValueSource::kPerson;
  MergePlan plan;
  return live_after({had}, Feed{"pms", {event(now)}, {}}, plan);
}

TEST(Identity, ATextThatTurnsToAnotherGuestIsAskedAbout) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(after_texts("Odile Invented", "Nils Muster"), Lines{"06-20 - ?"});
  EXPECT_EQ(after_texts("Reserved", "Nils Muster"), Lines{"06-20 - ?"});
  EXPECT_EQ(after_texts("Reserved", "Odile Invented"), Lines{"06-20 Odile Invented"});
  EXPECT_EQ(after_texts("Odile Invented", "Reserved"), Lines{"06-20 Odile Invented"});
  EXPECT_EQ(after_texts("Quay Lodging", "Quay Lodging"), Lines{"06-20 Odile Invented"}) << "a text that stays";
}

TEST(Identity, WhatIsTakenSaysWhoWroteIt) {
  const Line had{.uid = kRandom, .from = "2026-06-20", .to = "2026-06-24", .guest = "!Odile Invented"};
  const auto plan = merge_feed(std::vector{booking_of(had, 1)}, Feed{"vrbo", {event_of(kNeighbour)}, {}}, kToday);
  ASSERT_EQ(plan.gone.size(), 1U);
  EXPECT_EQ(plan.gone[0].reason,
            "'Odile Invented' was typed for the stay of 2026-06-20 to 2026-06-24. It left the feed before 2026-06-20");
}

struct Names {
  const char* a;
  const char* b;
  Agreement agreement;
};

TEST(Agreement, OfNames) {
  for (const auto& [a, b, agreement] :
       {Names{"Ann", "Ann Example", Agreement::kAgrees}, Names{"Ann & Carl", "Carl Example", Agreement::kAgrees},
        Names{"A. Example", "Ann Example", Agreement::kAgrees}, Names{"Ann E", "Ann Example", Agreement::kAgrees},
        Names{"Zoë", "Zoe Example", Agreement::kAgrees}, Names{"Bob", "Ann Example", Agreement::kDiffers},
        Names{"伟", "Ann Example", Agreement::kUnknown}, Names{"", "Ann", Agreement::kUnknown}})
    EXPECT_EQ(names_agree(a, b), agreement) << a << " / " << b;
}

}  // namespace
}  // namespace connections::calendar
