#include "app/calendar_import.h"

#include <filesystem>

#include "calendar/fetch.h"
#include "net/http_client.h"

namespace connections::app {
namespace {

bool is_url(const std::string& place) { return place.find("://") != std::string::npos; }

Result<store::Feed> feed_of(StoreSession& session, const std::string& place, const std::string& platform,
                            const std::string& property, Instant now) {
  return session.database.with(store::Role::kCalendar, session.workspace,
                               [&](store::Transaction& calendar) -> Result<store::Feed> {
                                 auto found = TRY(store::find_feed_by_url(calendar, place));
                                 if (found) return std::move(*found);
                                 if (platform.empty() || property.empty())
                                   return fail(Errc::kInvalidArgument, "a new feed needs a platform and a property",
                                               "calendar import", "add --platform PLATFORM --property NAME");
                                 return store::create_feed(calendar, {platform, property, place}, now);
                               });
}

Result<std::string> read_place(const std::string& place) {
  if (!is_url(place)) return calendar::read_feed_file(place);
  net::HttpClient client;
  auto fetched = TRY(calendar::fetch_feed(client, place));
  return std::move(fetched.ics);
}

}  // namespace

Result<sync::CalendarChange> import_calendar(StoreSession& session, const std::string& place,
                                             const std::string& platform, const std::string& property, Instant now) {
  const std::string kept = is_url(place) ? place : std::filesystem::absolute(place).lexically_normal().string();
  const auto ics = TRY(read_place(kept));
  const auto feed = TRY(feed_of(session, kept, platform, property, now));
  return sync::import_feed(session.database, session.workspace, feed, ics, now);
}

}  // namespace connections::app
