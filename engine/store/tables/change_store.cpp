#include "store/tables/change_store.h"

#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/tables/booking_row.h"

namespace connections::store {
namespace {

BookingChange change_of(const Row& row) {
  BookingChange out;
  out.id = row.text("id");
  out.booking = row.id<BookingId>("booking_id");
  if (auto message = row.maybe_text("message_id")) out.message = MessageId{*message};
  out.source = kValueSources.parse(row.text("source"));
  out.enrichment_reason = row.text("enrichment_reason");
  out.before = row.json("before");
  out.after = row.json("after");
  out.decision = row.json("decision");
  out.changed_at = row.instant("changed_at");
  if (auto run = row.maybe_text("run_id")) out.run = SyncRunId{*std::move(run)};
  return out;
}

std::string select(const char* condition) {
  return std::string(
             "SELECT id, booking_id, message_id, source, enrichment_reason, before, after, decision, changed_at, "
             "run_id "
             "FROM booking_changes ") +
         condition;
}

}  // namespace

Result<void> append_change(Transaction& app, const BookingChange& change) {
  TRY(execute(
      app,
      "INSERT INTO booking_changes (workspace_id, booking_id, message_id, source, enrichment_reason, before, after, "
      "decision, changed_at, run_id) VALUES (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5, $6, $7, "
      "$8, "
      "$9)",
      {change.booking, change.message, kValueSources.of(change.source), storable(change.enrichment_reason),
       storable_json(change.before), storable_json(change.after), storable_json(change.decision), change.changed_at,
       change.run}));
  return {};
}

Result<std::vector<BookingChange>> list_changes(Transaction& app, const std::optional<BookingId>& booking,
                                                std::size_t limit) {
  return query_all(app, select("WHERE $1::uuid IS NULL OR booking_id = $1 ORDER BY sequence DESC LIMIT $2").c_str(),
                   {booking, static_cast<std::int64_t>(limit)}, change_of);
}

Result<std::vector<BookingChange>> latest_changes(Transaction& app, const std::vector<BookingId>& bookings) {
  std::vector<std::string> ids;
  for (const BookingId& one : bookings) ids.push_back(one.value);
  return query_all(app,
                   select("WHERE sequence IN (SELECT max(sequence) FROM booking_changes WHERE booking_id IN "
                          "(SELECT value::uuid FROM json_array_elements_text($1::json)) GROUP BY booking_id)")
                       .c_str(),
                   {json_array(ids)}, change_of);
}

Result<std::vector<BookingChange>> page_changes(Transaction& app, const std::optional<std::string>& before,
                                                std::size_t limit) {
  return query_all(app,
                   select("WHERE $1::uuid IS NULL OR sequence < (SELECT sequence FROM booking_changes WHERE id = $1) "
                          "ORDER BY sequence DESC LIMIT $2")
                       .c_str(),
                   {before, static_cast<std::int64_t>(limit)}, change_of);
}

Result<BookingChange> find_change(Transaction& app, const std::string& id) {
  return query_one(app, select("WHERE id::text = $1").c_str(), {id}, change_of,
                   "no change " + id + " in this workspace");
}

Result<std::vector<BookingChange>> changes_of_run(Transaction& app, const SyncRunId& run) {
  return query_all(app, select("WHERE run_id = $1 ORDER BY sequence DESC").c_str(), {run}, change_of);
}

Result<std::vector<BookingChange>> changes_like(Transaction& app, const std::string& start) {
  return query_all(app, select("WHERE starts_with(id::text, $1) ORDER BY sequence DESC LIMIT 2").c_str(),
                   {storable(start)}, change_of);
}

Result<std::vector<BookingChange>> changes_by_mail(Transaction& app, const std::optional<Instant>& since) {
  return query_all(app,
                   select("WHERE source = 'mail' AND message_id IS NOT NULL AND ($1::timestamptz IS NULL OR "
                          "changed_at >= $1) ORDER BY sequence DESC")
                       .c_str(),
                   {since}, change_of);
}

nlohmann::json changed_values(const Booking& booking) { return enriched_values(booking); }

}  // namespace connections::store
