#include "store/webhooks/delivery_store.h"

#include <array>

#include <fmt/format.h>

#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/sql/uuid.h"

namespace connections::store {
namespace {

constexpr const char* kColumns =
    "id, endpoint_id, type, body, created_at, attempts, due_at, delivered_at, given_up_at, last_error";

Delivery delivery_of(const Row& row) {
  return {.id = row.text("id"),
          .endpoint = row.text("endpoint_id"),
          .type = row.text("type"),
          .body = row.text("body"),
          .created_at = row.instant("created_at"),
          .attempts = static_cast<int>(row.integer("attempts")),
          .due_at = row.maybe_instant("due_at"),
          .delivered_at = row.maybe_instant("delivered_at"),
          .given_up_at = row.maybe_instant("given_up_at"),
          .last_error = row.text("last_error")};
}

/// Events of the last week, with ids only. The newest changes are found by their sequence: days have no index.
constexpr const char* kCollect =
    "WITH happened AS ("
    "SELECT 'change:' || id AS event, CASE WHEN after->>'guest_name' IS NULL AND before->>'guest_name' IS NOT NULL "
    "THEN "
    "'booking.taken_back' ELSE 'booking.enriched' END AS type, changed_at AS at, "
    "json_build_object('booking', booking_id, 'change', id) AS data "
    "FROM (SELECT * FROM booking_changes ORDER BY sequence DESC LIMIT 5000) AS newest "
    "UNION ALL SELECT 'review:' || id, 'review.needed', created_at, json_build_object('review', id, 'connection', "
    "connection_id) FROM enrichment_review_items WHERE status = 'open' "
    "UNION ALL SELECT 'connection:' || id || ':' || extract(epoch FROM error_since)::bigint, 'connection.unhealthy', "
    "error_since, json_build_object('connection', id, 'code', gmail_error_code) FROM connections "
    "WHERE deleted_at IS NULL AND gmail_status = 'error' "
    "UNION ALL SELECT 'silence:' || kind || ':' || subject || ':' || extract(epoch FROM raised_at)::bigint, "
    "'silence.raised', raised_at, json_build_object('kind', kind, 'subject', subject, 'cause', cause) "
    "FROM silence_alarms) "
    "INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event, type, body, created_at, due_at) "
    "SELECT current_setting('app.workspace_id')::uuid, e.id, happened.event, happened.type, "
    "json_build_object('type', happened.type, 'timestamp', to_char(happened.at AT TIME ZONE 'UTC', "
    "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), 'data', happened.data)::text, $1, $1 "
    "FROM webhook_endpoints e JOIN happened ON happened.at >= e.created_at "
    "WHERE e.disabled_at IS NULL AND happened.at > $1::timestamptz - interval '7 days' ON CONFLICT DO NOTHING";

std::string missing(const std::string& id) { return fmt::format("no webhook delivery {} in this workspace", id); }

constexpr std::array<const char*, 4> kConditions{"true", "due_at IS NOT NULL", "delivered_at IS NOT NULL",
                                                 "given_up_at IS NOT NULL"};

}  // namespace

Result<std::size_t> collect_deliveries(Transaction& app, Instant now) {
  const bool any = TRY(query_one(
      app, "SELECT EXISTS (SELECT FROM webhook_endpoints) AS any", {},
      [](const Row& row) { return row.boolean("any"); }, "nothing was found"));
  if (!any) return 0;
  TRY(execute(app, "DELETE FROM webhook_deliveries WHERE due_at IS NULL AND created_at < $1", {now - kKeepDeliveries}));
  return execute(app, kCollect, {now});
}

Result<std::optional<Delivery>> take_delivery(Transaction& app, const std::vector<std::string>& skip, Instant now,
                                              Instant lease_until) {
  return query_first(
      app,
      fmt::format("UPDATE webhook_deliveries SET attempts = attempts + 1, due_at = $2 WHERE id = ("
                  "SELECT id FROM webhook_deliveries WHERE due_at <= $1 AND endpoint_id::text NOT IN (SELECT "
                  "json_array_elements_text($3::json)) ORDER BY due_at, created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) "
                  "RETURNING {}",
                  kColumns)
          .c_str(),
      {now, lease_until, json_array(skip)}, delivery_of);
}

Result<void> set_delivered(Transaction& app, const std::string& id, Instant now) {
  return execute_one(app,
                     "UPDATE webhook_deliveries SET delivered_at = $2, due_at = NULL, given_up_at = NULL, last_error = "
                     "'' WHERE id = $1",
                     {id, now}, missing(id));
}

Result<void> set_undelivered(Transaction& app, const std::string& id, const std::string& error,
                             const std::optional<Instant>& next, Instant now) {
  return execute_one(app,
                     "UPDATE webhook_deliveries SET last_error = $2, due_at = $3::timestamptz, given_up_at = CASE WHEN "
                     "$3::timestamptz IS NULL THEN $4::timestamptz END WHERE id = $1",
                     {id, storable(error), next, now}, missing(id));
}

std::optional<DeliveryStatus> delivery_status(std::string_view name) noexcept {
  static constexpr std::array<std::string_view, 4> kNames{"all", "pending", "delivered", "given_up"};
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<DeliveryStatus>(i);
  return std::nullopt;
}

Result<std::vector<Delivery>> list_deliveries(Transaction& app, const std::string& endpoint, DeliveryStatus status,
                                              std::size_t limit) {
  return query_all(app,
                   fmt::format("SELECT {} FROM webhook_deliveries WHERE endpoint_id = $1 AND {} ORDER BY created_at "
                               "DESC, id LIMIT $2",
                               kColumns, kConditions[static_cast<std::size_t>(status)])
                       .c_str(),
                   {endpoint, static_cast<std::int64_t>(limit)}, delivery_of);
}

Result<Delivery> replay_delivery(Transaction& app, const std::string& id, Instant now) {
  if (!is_uuid(id)) return fail(Errc::kNotFound, missing(id));
  return query_one(app,
                   fmt::format("UPDATE webhook_deliveries SET due_at = $2, attempts = 0, delivered_at = NULL, "
                               "given_up_at = NULL WHERE id = $1 RETURNING {}",
                               kColumns)
                       .c_str(),
                   {id, now}, delivery_of, missing(id));
}

}  // namespace connections::store
