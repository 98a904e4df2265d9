#include "store/alarms/silence_facts.h"

#include "store/sql/query.h"

namespace connections::store {
namespace {

Param count(std::size_t limit) { return static_cast<std::int64_t>(limit); }

}  // namespace

Result<std::vector<SeenStay>> newest_stays(Transaction& app, std::size_t limit) {
  return query_all(
      app,
      "SELECT b.platform, b.first_seen, EXISTS (SELECT FROM reservation_facts f WHERE f.kind = 'confirmed' "
      "AND (f.confirmation_code = b.code OR (f.check_in = b.check_in AND f.check_out = b.check_out))) AS "
      "has_mail FROM bookings b JOIN calendar_feeds c ON c.id = b.source_feed_id "
      "WHERE NOT b.block AND b.state <> 'cancelled' AND b.twin_of IS NULL "
      "AND b.first_seen > c.created_at + interval '1 hour' "
      "ORDER BY b.first_seen DESC, b.id LIMIT $1",
      {count(limit)}, [](const Row& row) {
        return SeenStay{row.text("platform"), row.instant("first_seen"), row.boolean("has_mail")};
      });
}

Result<std::vector<SeenMail>> newest_mails(Transaction& app, const ConnectionId& connection, std::size_t limit) {
  return query_all(
      app,
      "SELECT f.platform, p.received_at, p.holds_for <> '' OR (f.kind = 'confirmed' AND (f.check_in IS NULL OR "
      "f.check_out IS NULL)) AS unread, f.kind = 'confirmed' AND coalesce(f.check_out >= (SELECT min(created_at) FROM "
      "calendar_feeds), false) AS wants_stay, EXISTS (SELECT FROM bookings b WHERE b.code = f.confirmation_code OR "
      "(b.check_in = f.check_in AND b.check_out = f.check_out)) AS has_stay "
      "FROM message_progress p JOIN reservation_facts f USING (message_id) "
      "WHERE p.connection_id = $1 AND p.received_at IS NOT NULL "
      "ORDER BY p.received_at DESC, p.gmail_message_id DESC LIMIT $2",
      {connection, count(limit)}, [](const Row& row) {
        return SeenMail{.platform = row.text("platform"),
                        .received_at = row.instant("received_at"),
                        .unread = row.boolean("unread"),
                        .wants_stay = row.boolean("wants_stay"),
                        .has_stay = row.boolean("has_stay")};
      });
}

Result<std::optional<EmptiedLabel>> emptied_label(Transaction& app, const ConnectionId& connection) {
  return query_first(
      app,
      "WITH listing AS (SELECT sequence, started_at, (stats->>'emails_scanned')::bigint AS mails FROM sync_runs WHERE "
      "connection_id = $1 AND status = 'done' AND stats->>'full_list' = 'true'), "
      "had AS (SELECT sequence, mails FROM listing WHERE mails > 0 ORDER BY sequence DESC LIMIT 1) "
      "SELECT had.mails, min(listing.started_at) AS since FROM had JOIN listing ON listing.sequence > had.sequence "
      "GROUP BY had.mails",
      {connection}, [](const Row& row) {
        return EmptiedLabel{static_cast<std::size_t>(row.integer("mails")), row.instant("since")};
      });
}

}  // namespace connections::store
