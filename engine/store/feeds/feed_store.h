#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "model/uid_habit.h"
#include "store/sql/transaction.h"

/// `calendar_feeds`: the iCal feeds that bookings come from. Written by Role::kCalendar, readable by both.
namespace connections::store {

struct NewFeed {
  std::string platform;                       ///< "airbnb", "vrbo", "booking", "pms"
  std::string property;                       ///< as the host calls it
  std::string url;                            ///< as account/feed_address.h stores it: sealed, or a file path
  std::vector<std::string> listing_ids = {};  ///< ids or names of the listing: from the address, or given by a person
  std::string time_zone = {};  ///< of the property, "Europe/Paris"; empty: as the feed says, else days as written
  std::string url_hash = {};   ///< digest of the address as typed, by which it is found; empty: of `url`
  std::string shown_url = {};  ///< the address without its secret; empty: of `url`
};

/// What the last refresh left behind.
struct FeedState {
  std::optional<Instant> last_refreshed_at;  ///< last success; a stay booked later may be missing
  std::int64_t refreshes = 0;                ///< how many succeeded
  std::string etag;
  std::string last_modified;
  std::string error;  ///< empty after a success
  std::optional<Instant> error_since;
  int failures = 0;                      ///< in a row
  std::optional<Instant> checked_at;     ///< last good look, also where nothing had changed
  std::optional<Instant> changed_at;     ///< last refresh that changed a booking
  nlohmann::json last_change = nullptr;  ///< what it did: "inserted", "updated", "cancelled", "stays"
  UidHabit uid_habit;
  std::string time_zone = {};  ///< that the refresh turned times into days with; empty: none
};

struct Feed : NewFeed {
  FeedId id;
  Instant created_at;
  FeedState state;
};

/// kConflict if the workspace has this URL already.
[[nodiscard]] Result<Feed> create_feed(Transaction& calendar, const NewFeed& wanted, Instant now);
/// kNotFound if it does not exist in this workspace.
[[nodiscard]] Result<Feed> find_feed(Transaction& any, const FeedId& id);
[[nodiscard]] Result<std::vector<Feed>> list_feeds(Transaction& any);  ///< by platform, property
[[nodiscard]] Result<std::optional<Feed>> find_feed_by_hash(Transaction& any, const std::string& url_hash);
/// Stores the address in another form.
[[nodiscard]] Result<void> set_feed_address(Transaction& calendar, const FeedId& id, const std::string& url,
                                            const std::string& shown_url);
/// A good look at `now` that found nothing new.
[[nodiscard]] Result<void> set_feed_checked(Transaction& calendar, const FeedId& id, Instant now);
/// Writes `state` after a good refresh at `now`; its times, error and counts are ignored, and a null last_change leaves
/// what there is.
[[nodiscard]] Result<void> set_feed_refreshed(Transaction& calendar, const FeedId& id, const FeedState& state,
                                              Instant now);
/// What a person says of a feed: further listings, and the zone of the property if not empty.
[[nodiscard]] Result<void> describe_feed(Transaction& calendar, const FeedId& id,
                                         const std::vector<std::string>& listing_ids, const std::string& time_zone);
/// error_since stays at the first failure in a row; the next look asks for the whole feed.
[[nodiscard]] Result<void> set_feed_failed(Transaction& calendar, const FeedId& id, const std::string& error,
                                           Instant now);

}  // namespace connections::store
