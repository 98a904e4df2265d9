#include "sync/story_input.h"

#include <algorithm>
#include <set>

#include "calendar/time_zone.h"
#include "store/feeds/feed_store.h"
#include "store/feeds/former_stay_store.h"
#include "store/tables/booking_store.h"
#include "store/tables/listing_store.h"

namespace connections::sync {
match::StoryMail mail_of(const store::StoryRow& row) {
  match::StoryMail mail;
  mail.id = row.message;
  mail.facts = row.facts;
  mail.authenticated = row.authenticated;
  mail.authentication = row.authentication;
  mail.received = row.received_at;
  mail.archived = row.archived_at;
  mail.open = row.stage != store::Stage::kDone || row.in_review || row.is_rejected;
  mail.rejected = row.rejected;
  mail.wrote = row.wrote;
  mail.closed_by_person = row.closed_by_person;
  mail.named = row.booking;
  return mail;
}

namespace {

Result<void> load_bookings(store::Transaction& app, StoryInput& input) {
  std::optional<Date> from, to;
  std::set<std::string> codes;
  for (const match::StoryMail& mail : input.mails) {
    const auto check_in = mail.facts.accepted<Date>(Field::kCheckIn);
    const auto check_out = mail.facts.accepted<Date>(Field::kCheckOut);
    if (const auto first = check_in ? check_in : check_out) from = from ? std::min(*from, *first) : *first;
    if (const auto last = check_out ? check_out : check_in) to = to ? std::max(*to, *last) : *last;
    if (auto code = mail.facts.accepted<std::string>(Field::kConfirmationCode)) codes.insert(*std::move(code));
  }
  input.bookings = TRY(store::bookings_between(app, from, to, {codes.begin(), codes.end()}));
  for (const store::FormerStay& one : TRY(store::former_stays_between(app, from, to)))
    input.former.push_back({.feed = one.feed,
                            .booking = one.booking,
                            .check_in = one.check_in,
                            .check_out = one.check_out,
                            .left = one.left_at});
  return {};
}

Result<void> load_feeds(store::Transaction& app, StoryInput& input, Instant now) {
  const auto with_codes = TRY(store::feeds_with_codes(app));
  for (store::Feed& feed : TRY(store::list_feeds(app)))
    input.feeds.push_back(
        {.id = feed.id,
         .platform = feed.platform,
         .property = feed.property,
         .listing_ids = feed.listing_ids,
         .refreshed = std::max(feed.state.last_refreshed_at, feed.state.checked_at),
         .shows_codes = std::find(with_codes.begin(), with_codes.end(), feed.id) != with_codes.end(),
         .today = calendar::local_day(now, feed.state.time_zone.empty() ? feed.time_zone : feed.state.time_zone)});
  return {};
}

Result<void> load_listings(store::Transaction& app, StoryInput& input) {
  for (store::ListingLink& link : TRY(store::list_links(app)))
    input.links.push_back({.platform = std::move(link.platform),
                           .listing = std::move(link.listing),
                           .property = std::move(link.property),
                           .uses = link.uses,
                           .from_person = link.origin == store::LinkOrigin::kPerson});
  for (store::SeenListing& seen : TRY(store::seen_listings(app)))
    input.seen.push_back({.platform = std::move(seen.platform), .listing = std::move(seen.listing)});
  return {};
}

}  // namespace

Result<StoryInput> load_story_input(store::Transaction& app, Instant now) {
  StoryInput input;
  TRY(load_feeds(app, input, now));
  Date today = day_of(now);
  for (const match::FeedView& feed : input.feeds) today = std::min(today, *feed.today);
  input.rows = TRY(store::open_stories(app, today));
  for (const store::StoryRow& row : input.rows) input.mails.push_back(mail_of(row));
  if (input.mails.empty()) return input;
  TRY(load_bookings(app, input));
  TRY(load_listings(app, input));
  for (std::size_t i = 0; i < input.rows.size(); ++i) input.row_of[input.rows[i].message] = i;
  for (std::size_t i = 0; i < input.bookings.size(); ++i) input.booking_of[input.bookings[i].id] = i;
  return input;
}

}  // namespace connections::sync
