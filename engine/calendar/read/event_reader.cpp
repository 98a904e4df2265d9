#include "calendar/read/event_reader.h"

#include <fmt/format.h>

#include "calendar/limits.h"
#include "calendar/read/blocks.h"
#include "calendar/read/component.h"
#include "calendar/read/description.h"
#include "calendar/read/event_days.h"
#include "calendar/read/place.h"
#include "model/value.h"

namespace connections::calendar {
namespace {

bool recurs(icalcomponent* event) {
  return says(event, ICAL_RRULE_PROPERTY) || says(event, ICAL_RDATE_PROPERTY) ||
         says(event, ICAL_RECURRENCEID_PROPERTY);
}

/// By its words, unless the feed says otherwise outright.
BookingState state_of(icalcomponent* event, bool all_cancelled, BookingState by_words) {
  const std::string status = fold(text_of(event, ICAL_STATUS_PROPERTY));
  if (all_cancelled || status == "cancelled" || status == "canceled") return BookingState::kCancelled;
  return by_words == BookingState::kConfirmed && status == "tentative" ? BookingState::kTentative : by_words;
}

/// Some exporters write no UID. One made of the days is the same on every reading.
std::string uid_or_days(std::string uid, const Days& days) {
  if (!uid.empty()) return uid;
  return fmt::format("no-uid-{}-{}", to_iso(days.check_in), to_iso(days.check_out));
}

std::string cut(std::string text) {
  if (text.size() <= kMaxSummaryBytes) return text;
  std::size_t end = kMaxSummaryBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

void read_words(icalcomponent* component, const EventContext& context, Event& event) {
  event.summary = cut(text_of(component, ICAL_SUMMARY_PROPERTY));
  Description told = read_description(text_of(component, ICAL_DESCRIPTION_PROPERTY),
                                      text_of(component, ICAL_URL_PROPERTY), context.words);
  if (!told.code) told.code = code_in_summary(event.summary);
  Occupancy occupancy = occupancy_of({.platform = context.platform,
                                      .summary = event.summary,
                                      .uid = event.uid,
                                      .check_in = event.check_in,
                                      .check_out = event.check_out,
                                      .has_code = told.code.has_value()},
                                     context.words);
  event.block = occupancy.block != BlockReason::kNone;
  event.block_reason = occupancy.block;
  event.code = std::move(told.code);
  event.phone_last4 = std::move(told.phone_last4);
  event.listing_url = std::move(told.listing_url);
  if (!event.block) event.feed_name = told.guest_name ? std::move(told.guest_name) : std::move(occupancy.feed_name);
  const PlaceNames places{.property = std::string(context.property),
                          .calendar = context.calendar,
                          .location = text_of(component, ICAL_LOCATION_PROPERTY)};
  if (event.feed_name && is_place(*event.feed_name, places)) event.feed_name.reset();
  event.seeming_name = std::move(occupancy.seeming_name);
  event.state = occupancy.cancelled   ? BookingState::kCancelled
                : occupancy.tentative ? BookingState::kTentative
                                      : BookingState::kConfirmed;
}

}  // namespace

std::expected<ReadEvent, Skipped> read_event(icalcomponent* component, const EventContext& context) {
  std::string uid = text_of(component, ICAL_UID_PROPERTY);
  if (uid.size() > kMaxUidBytes)
    return std::unexpected(Skipped{uid.substr(0, 80), SkipReason::kUidTooLong,
                                   fmt::format("The event's UID is longer than {} bytes", kMaxUidBytes)});
  if (recurs(component))
    return std::unexpected(Skipped{std::move(uid), SkipReason::kRecurring,
                                   "The event repeats; a stay is a single event, so it was not expanded"});
  const auto days = days_of(component, context.zone);
  if (!days) return std::unexpected(Skipped{std::move(uid), days.error().reason, days.error().message});
  ReadEvent read;
  read.sequence = sequence_of(component);
  read.made_uid = uid.empty();
  read.event.uid = uid_or_days(std::move(uid), *days);
  read.event.check_in = days->check_in;
  read.event.check_out = days->check_out;
  read_words(component, context, read.event);
  read.event.state = state_of(component, context.all_cancelled, read.event.state);
  return read;
}

}  // namespace connections::calendar
