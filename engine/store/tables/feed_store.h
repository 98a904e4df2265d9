#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `calendar_feeds`: the iCal feeds that bookings come from. Written by Role::kCalendar, readable by both.
namespace connections::store {

struct NewFeed {
  std::string platform;  ///< "airbnb", "vrbo", "booking", "pms"
  std::string property;  ///< as the host calls it
  std::string url;       ///< https://… or a file path; whoever has it can read the calendar: never log it
};

/// What the last refresh left behind.
struct FeedState {
  std::optional<Instant> last_fetched_at;  ///< last success
  std::string etag;
  std::string last_modified;
  std::string error;  ///< empty after a success
  std::optional<Instant> error_since;
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
[[nodiscard]] Result<std::optional<Feed>> find_feed_by_url(Transaction& any, const std::string& url);
[[nodiscard]] Result<std::vector<Feed>> list_feeds(Transaction& any);  ///< by platform, property
[[nodiscard]] Result<void> set_feed_fetched(Transaction& calendar, const FeedId& id, const std::string& etag,
                                            const std::string& last_modified, Instant now);
/// error_since stays at the first failure in a row.
[[nodiscard]] Result<void> set_feed_failed(Transaction& calendar, const FeedId& id, const std::string& error,
                                           Instant now);

}  // namespace connections::store
