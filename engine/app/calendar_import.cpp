#include "app/calendar_import.h"

#include <filesystem>

#include "calendar/fetch.h"
#include "net/http_client.h"
#include "rules/language/load_feed_words.h"

namespace connections::app {
namespace {

bool is_url(const std::string& place) { return place.find("://") != std::string::npos; }

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

Result<sync::Acted<sync::CalendarChange>> import_calendar(Context& context, StoreSession& session,
                                                          const sync::ImportRequest& request, Instant now) {
  TRY(sync::check_import(request));
  sync::ImportRequest known = request;
  std::error_code error;  // the working folder is gone: the path as typed cannot be read either
  if (!is_url(request.place)) known.place = std::filesystem::absolute(request.place, error).lexically_normal().string();
  const auto words = TRY(feed_words(context));
  const auto ics = TRY(read_place(known.place));
  return sync::import_calendar(TRY(session.deciding(now)), known, ics, words);
}

}  // namespace connections::app
