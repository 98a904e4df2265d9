#include "sync/calendar_import.h"

#include <fmt/format.h>

#include "calendar/listing_address.h"
#include "calendar/time_zone.h"

namespace connections::sync {
namespace {

/// The feed of that place, made on first use, with what the person says of it.
Result<store::Feed> feed_of(store::Transaction& calendar, const ImportRequest& request,
                            const std::vector<std::string>& listings, Instant now) {
  auto found = TRY(store::find_feed_by_url(calendar, request.place));
  if (!found) {
    if (request.platform.empty() || request.property.empty())
      return fail(Errc::kInvalidArgument, "a new feed needs a platform and a property", "calendar import",
                  "add --platform PLATFORM --property NAME");
    return store::create_feed(calendar,
                              {.platform = request.platform,
                               .property = request.property,
                               .url = request.place,
                               .listing_ids = listings,
                               .time_zone = request.time_zone},
                              now);
  }
  if (listings.empty() && request.time_zone.empty()) return std::move(*found);
  TRY(store::describe_feed(calendar, found->id, listings, request.time_zone));
  return store::find_feed(calendar, found->id);
}

}  // namespace

Result<void> check_import(const ImportRequest& request) {
  if (request.time_zone.empty() || calendar::is_time_zone(request.time_zone)) return {};
  return fail(Errc::kInvalidArgument, fmt::format("unknown time zone '{}'", request.time_zone), "--timezone",
              "write it as the zone database does: Europe/Paris");
}

Result<Acted<CalendarChange>> import_calendar(const DecideContext& context, const ImportRequest& request,
                                              std::string_view ics, const rules::FeedWords& words) {
  TRY(check_import(request));
  std::vector<std::string> listings = request.listings;
  if (auto listing = calendar::listing_of_address(request.place)) listings.push_back(std::move(*listing));
  const auto feed = TRY(context.database.with(store::Role::kCalendar, context.workspace, [&](store::Transaction& app) {
    return feed_of(app, request, listings, context.now);
  }));
  auto change = TRY(import_feed(context.database, context.workspace, feed, ics, words, context.now));
  context.committed(Commit::kActed);
  DecideContext deciding = context;
  deciding.calendars_complete = context.calendars_complete && feed.state.refreshes > 0;
  return Acted<CalendarChange>{std::move(change), solve_workspace(deciding)};
}

}  // namespace connections::sync
