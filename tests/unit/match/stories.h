#pragma once

#include <string>
#include <utility>
#include <vector>

#include "match/solve.h"
#include "model/value.h"

/// Invented reservations, stays and feeds for the tests of the matcher.
namespace connections::match {

inline constexpr double kSure = 0.95;

inline Date day(const char* text) { return *parse_iso_date(text); }
inline Instant at(const char* text) { return *parse_rfc3339(text); }

inline Fact fact(Field field, Value value, double confidence = kSure, FactState state = FactState::kAccepted) {
  return {.field = field,
          .value = std::move(value),
          .confidence = Confidence(confidence),
          .state = state,
          .reason = state == FactState::kDisputed ? "two values" : "",
          .candidates = {}};
}

/// What a mail says. Empty: it does not say it.
struct Said {
  std::string id;
  std::string guest;
  std::string code = {};
  std::string check_in = "2027-06-12";
  std::string check_out = "2027-06-15";
  std::string received = "2027-05-01T09:00:00Z";
  std::string listing = {};
  std::string platform = "airbnb";
  std::string channel = {};
  std::string phone = {};
  MailKind kind = MailKind::kConfirmed;
  bool authenticated = true;
  bool open = true;
  std::string named = {};
};

inline StoryMail mail(const Said& said) {
  StoryMail out;
  out.id = {said.id};
  out.facts.platform = said.platform;
  out.facts.kind = said.kind;
  out.facts.may = said.kind == MailKind::kConfirmed ? Permission::kEnrich
                  : said.kind == MailKind::kMessage ? Permission::kArchive
                                                    : Permission::kReview;
  const auto add = [&](Field field, const std::string& text) {
    if (!text.empty()) out.facts.facts.push_back(fact(field, text));
  };
  add(Field::kGuestName, said.guest);
  if (!said.check_in.empty()) out.facts.facts.push_back(fact(Field::kCheckIn, day(said.check_in.c_str())));
  if (!said.check_out.empty()) out.facts.facts.push_back(fact(Field::kCheckOut, day(said.check_out.c_str())));
  add(Field::kConfirmationCode, said.code);
  add(Field::kListing, said.listing);
  add(Field::kChannel, said.channel);
  add(Field::kPhone, said.phone);
  out.authenticated = said.authenticated;
  out.authentication = "no verdict";
  out.received = out.archived = at(said.received.c_str());
  out.open = said.open;
  if (!said.named.empty()) out.named = BookingId{said.named};
  return out;
}

/// A stay of a feed.
struct Stay {
  std::string id;
  std::string property = "Mill Cottage";
  std::string code = {};
  std::string feed_name = {};
  std::string check_in = "2027-06-12";
  std::string check_out = "2027-06-15";
  std::string platform = "airbnb";
  std::string phone = {};
  std::string first_seen = "2027-05-19T09:00:00Z";
  std::string text = "Reserved";  ///< of the event
};

inline Booking booking(const Stay& stay) {
  Booking out;
  out.id = {stay.id};
  out.platform = stay.platform;
  out.property = stay.property;
  out.source_feed_id = {stay.platform + ":" + stay.property};
  out.check_in = day(stay.check_in.c_str());
  out.check_out = day(stay.check_out.c_str());
  if (!stay.code.empty()) out.code = stay.code;
  if (!stay.feed_name.empty()) out.feed_name = stay.feed_name;
  if (!stay.phone.empty()) out.phone_last4 = stay.phone;
  out.first_seen = at(stay.first_seen.c_str());
  out.feed_summary = stay.text;
  return out;
}

/// One workspace as the matcher sees it. Feeds are made of the bookings, all refreshed a moment ago.
struct World {
  std::vector<StoryMail> mails;
  std::vector<Booking> bookings;
  std::vector<FeedView> feeds;
  std::vector<ListingLink> links;
  std::vector<SeenListing> seen;
  std::vector<FormerStay> former;
  Instant now = at("2027-05-20T09:00:00Z");
  bool calendars_complete = true;
  Policy policy{};

  void add(const Said& said) {
    mails.push_back(mail(said));
    if (const std::string listing = listing_of(mails.back().facts); !listing.empty())
      seen.push_back({default_platforms().issuer_of(mails.back().facts), listing});
  }
  void add(const Stay& stay) {
    bookings.push_back(booking(stay));
    add_feed(stay.property, stay.platform, "2027-05-20T08:00:00Z");
    if (!stay.code.empty()) feeds.back().shows_codes = true;
  }
  void add_feed(const std::string& property, const std::string& platform, const char* refreshed) {
    const FeedId id{platform + ":" + property};
    for (const FeedView& one : feeds)
      if (one.id == id) return;
    feeds.push_back({.id = id,
                     .platform = platform,
                     .property = property,
                     .listing_ids = {},
                     .refreshed = at(refreshed),
                     .shows_codes = false});
  }
  [[nodiscard]] std::vector<Outcome> solved() const {
    return solve({.mails = mails,
                  .bookings = bookings,
                  .feeds = feeds,
                  .links = links,
                  .seen = seen,
                  .former = former,
                  .now = now,
                  .calendars_complete = calendars_complete},
                 policy);
  }
  [[nodiscard]] Decision of(const std::string& id) const {
    for (const Outcome& one : solved())
      if (one.mail.value == id) return one.decision;
    Decision none;
    none.verdict = Verdict::kIgnore;
    none.reasons.push_back({"no outcome", ""});
    return none;
  }
  /// "update b1", "review ambiguous_dates", "wait not_in_calendar".
  [[nodiscard]] std::string said_of(const std::string& id) const {
    const Decision decision = of(id);
    std::string text(name(decision.verdict));
    if (decision.verdict == Verdict::kUpdate) return text + " " + decision.booking.value;
    for (const Reason& reason : decision.reasons) text += " " + reason.code;
    return text;
  }
};

}  // namespace connections::match
