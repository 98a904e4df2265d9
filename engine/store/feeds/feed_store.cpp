#include "store/feeds/feed_store.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "secrets/digest.h"
#include "store/sql/query.h"
#include "store/sql/storable_text.h"

namespace connections::store {
namespace {

constexpr const char* kSelect =
    "SELECT id, platform, property, url, created_at, last_refreshed_at, refreshes, etag, last_modified, error, "
    "error_since, listing_ids, time_zone, uid_habit, zone_in_force, url_hash, shown_url, failures, checked_at, "
    "changed_at, last_change FROM calendar_feeds ";

UidHabit habit_of(const nlohmann::json& counts) {
  return {.kept = counts.value("kept", 0),
          .moved = counts.value("moved", 0),
          .reused = counts.value("reused", 0),
          .regenerated = counts.value("regenerated", 0)};
}

nlohmann::json habit_json(const UidHabit& habit) {
  return {{"kept", habit.kept}, {"moved", habit.moved}, {"reused", habit.reused}, {"regenerated", habit.regenerated}};
}

Feed feed_of(const Row& row) {
  Feed out;
  out.id = row.id<FeedId>("id");
  out.platform = row.text("platform");
  out.property = row.text("property");
  out.url = row.text("url");
  out.created_at = row.instant("created_at");
  out.listing_ids = row.json("listing_ids").get<std::vector<std::string>>();
  out.time_zone = row.text("time_zone");
  out.state.last_refreshed_at = row.maybe_instant("last_refreshed_at");
  out.state.refreshes = row.integer("refreshes");
  out.state.uid_habit = habit_of(row.json("uid_habit"));
  out.state.time_zone = row.text("zone_in_force");
  out.state.etag = row.text("etag");
  out.state.last_modified = row.text("last_modified");
  out.state.error = row.text("error");
  out.state.error_since = row.maybe_instant("error_since");
  out.state.failures = static_cast<int>(row.integer("failures"));
  out.state.checked_at = row.maybe_instant("checked_at");
  out.state.changed_at = row.maybe_instant("changed_at");
  out.state.last_change = row.json("last_change");
  out.url_hash = row.text("url_hash");
  out.shown_url = row.text("shown_url");
  return out;
}

std::string select(const char* condition) { return std::string(kSelect) + condition; }

std::string missing(const FeedId& id) { return fmt::format("no calendar feed {} in this workspace", id.value); }

}  // namespace

Result<Feed> create_feed(Transaction& calendar, const NewFeed& wanted, Instant now) {
  if (wanted.platform.empty() || wanted.url.empty())
    return fail(Errc::kInvalidArgument, "a calendar feed needs a platform and a URL");
  const auto id = TRY(query_first(calendar,
                                  "INSERT INTO calendar_feeds (workspace_id, platform, property, url, created_at, "
                                  "listing_ids, time_zone, url_hash, shown_url) "
                                  "VALUES (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5, $6, $7, $8) "
                                  "ON CONFLICT (workspace_id, url_hash) DO NOTHING RETURNING id",
                                  {storable(wanted.platform), storable(wanted.property), storable(wanted.url), now,
                                   storable_json(wanted.listing_ids), storable(wanted.time_zone),
                                   wanted.url_hash.empty() ? secrets::sha256_hex(wanted.url) : wanted.url_hash,
                                   storable(wanted.shown_url.empty() ? wanted.url : wanted.shown_url)},
                                  [](const Row& row) { return row.id<FeedId>("id"); }));
  if (!id) return fail(Errc::kConflict, "this workspace has a calendar feed with this URL already", wanted.property);
  return find_feed(calendar, *id);
}

Result<Feed> find_feed(Transaction& any, const FeedId& id) {
  return query_one(any, select("WHERE id = $1").c_str(), {id}, feed_of, missing(id));
}

Result<std::optional<Feed>> find_feed_by_hash(Transaction& any, const std::string& url_hash) {
  return query_first(any, select("WHERE url_hash = $1").c_str(), {url_hash}, feed_of);
}

Result<void> set_feed_address(Transaction& calendar, const FeedId& id, const std::string& url,
                              const std::string& shown_url) {
  return execute_one(calendar, "UPDATE calendar_feeds SET url = $2, shown_url = $3 WHERE id = $1",
                     {id, storable(url), storable(shown_url)}, missing(id));
}

Result<void> set_feed_checked(Transaction& calendar, const FeedId& id, Instant now) {
  return execute_one(calendar,
                     "UPDATE calendar_feeds SET checked_at = $2, failures = 0, error = '', error_since = NULL "
                     "WHERE id = $1",
                     {id, now}, missing(id));
}

Result<std::vector<Feed>> list_feeds(Transaction& any) {
  return query_all(any, select("ORDER BY platform, property, id").c_str(), {}, feed_of);
}

Result<void> set_feed_refreshed(Transaction& calendar, const FeedId& id, const FeedState& state, Instant now) {
  return execute_one(
      calendar,
      "UPDATE calendar_feeds SET last_refreshed_at = $2, refreshes = refreshes + 1, etag = $3, last_modified = $4, "
      "uid_habit = $5, zone_in_force = $7, error = '', error_since = NULL, failures = 0, checked_at = $2, "
      "last_change = CASE WHEN $6 = 'null' THEN last_change ELSE $6::json END, "
      "changed_at = CASE WHEN $6 = 'null' THEN changed_at ELSE $2 END WHERE id = $1",
      {id, now, storable(state.etag), storable(state.last_modified), habit_json(state.uid_habit).dump(),
       storable_json(state.last_change), storable(state.time_zone)},
      missing(id));
}

Result<void> describe_feed(Transaction& calendar, const FeedId& id, const std::vector<std::string>& listing_ids,
                           const std::string& time_zone) {
  return execute_one(calendar,
                     "UPDATE calendar_feeds SET listing_ids = (SELECT coalesce(jsonb_agg(DISTINCT one), '[]') FROM "
                     "jsonb_array_elements(listing_ids || $2::jsonb) AS one), "
                     "time_zone = CASE WHEN $3 = '' THEN time_zone ELSE $3 END WHERE id = $1",
                     {id, storable_json(listing_ids), storable(time_zone)}, missing(id));
}

Result<void> set_feed_failed(Transaction& calendar, const FeedId& id, const std::string& error, Instant now) {
  return execute_one(calendar,
                     "UPDATE calendar_feeds SET error = $2, error_since = coalesce(error_since, $3), "
                     "failures = failures + 1, etag = '', last_modified = '' WHERE id = $1",
                     {id, storable(error), now}, missing(id));
}

}  // namespace connections::store
