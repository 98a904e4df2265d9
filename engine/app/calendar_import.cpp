#include "app/calendar_import.h"

#include <filesystem>

#include <fmt/format.h>

#include "calendar/fetch.h"
#include "calendar/listing_address.h"
#include "calendar/time_zone.h"
#include "net/http_client.h"
#include "rules/language/load_feed_words.h"

namespace connections::app {
namespace {

bool is_url(const std::string& place) { return place.find("://") != std::string::npos; }

/// The feed of that place, made on first use, with what the person says of it.
Result<store::Feed> feed_of(store::Transaction& calendar, const ImportRequest& request, Instant now) {
  auto found = TRY(store::find_feed_by_url(calendar, request.place));
  if (!found) {
    if (request.platform.empty() || request.property.empty())
      return fail(Errc::kInvalidArgument, "a new feed needs a platform and a property", "calendar import",
                  "add --platform PLATFORM --property NAME");
    return store::create_feed(calendar,
                              {.platform = request.platform,
                               .property = request.property,
                               .url = request.place,
                               .listing_ids = request.listings,
                               .time_zone = request.time_zone},
                              now);
  }
  if (request.listings.empty() && request.time_zone.empty()) return std::move(*found);
  TRY(store::describe_feed(calendar, found->id, request.listings, request.time_zone));
  return store::find_feed(calendar, found->id);
}

Result<std::string> read_place(const std::string& place) {
  if (!is_url(place)) return calendar::read_feed_file(place);
  net::HttpClient client;
  auto fetched = TRY(calendar::fetch_feed(client, place));
  return std::move(fetched.ics);
}

Result<rules::FeedWords> feed_words(Context& context) {
  const auto options = TRY(context.load_options());
  return rules::load_feed_words(options.rules);
}

}  // namespace

Result<sync::CalendarChange> import_calendar(Context& context, StoreSession& session, const ImportRequest& request,
                                             Instant now) {
  if (!request.time_zone.empty() && !calendar::is_time_zone(request.time_zone))
    return fail(Errc::kInvalidArgument, fmt::format("unknown time zone '{}'", request.time_zone), "--timezone",
                "write it as the zone database does: Europe/Paris");
  ImportRequest known = request;
  std::error_code error;  // the working folder is gone: the path as typed cannot be read either
  if (!is_url(request.place)) known.place = std::filesystem::absolute(request.place, error).lexically_normal().string();
  if (auto listing = calendar::listing_of_address(known.place)) known.listings.push_back(std::move(*listing));
  const auto words = TRY(feed_words(context));
  const auto ics = TRY(read_place(known.place));
  const auto feed =
      TRY(session.database.with(store::Role::kCalendar, session.workspace,
                                [&](store::Transaction& calendar) { return feed_of(calendar, known, now); }));
  return sync::import_feed(session.database, session.workspace, feed, ics, words, now);
}

}  // namespace connections::app
