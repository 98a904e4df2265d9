#pragma once

#include <functional>
#include <string>

#include "account/feed_address.h"
#include "calendar/fetch.h"
#include "sync/feeds/calendar_refresh.h"

namespace connections::sync {

/// What reading feeds works with; all of it is the caller's and outlives the calls. Any thread.
struct FeedReading {
  store::Database& database;
  secrets::Vault& vault;  ///< of the addresses
  net::HttpClient& http;
  std::function<Result<rules::FeedWords>()> words;  ///< as the active rules have them
  calendar::FetchPolicy policy{};
};

/// Reads a place: an https URL (validators let the server say that nothing changed), or a file. Errors: those of
/// calendar::fetch_feed and read_feed_file.
[[nodiscard]] Result<calendar::FetchedFeed> read_feed_place(const FeedReading& reading, const std::string& place,
                                                            const calendar::Validators& validators = {});

/// One refresh of a feed that is known, from its address to its bookings. A feed that has not changed, or that cannot
/// be fetched or read, changes no booking; the feed's row keeps when it was looked at, what changed, and the error. An
/// address that is stored in the clear is sealed. Errors: those of reading and of import_feed.
[[nodiscard]] Result<CalendarChange> refresh_feed(const FeedReading& reading, const WorkspaceId& workspace,
                                                  const FeedId& feed, Instant now);

}  // namespace connections::sync
