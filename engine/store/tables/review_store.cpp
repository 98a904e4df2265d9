#include "store/tables/review_store.h"

#include <fmt/format.h>

#include "store/sql/param_rows.h"
#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/tables/names.h"

namespace connections::store {
namespace {

constexpr Names<ReviewStatus, 4> kStatuses{{"open", "resolved", "dismissed", "rejected"}};

constexpr const char* kSelect =
    "SELECT r.id, r.message_id, r.connection_id, r.status, r.reasons, r.candidates, r.facts, r.guest_name, r.check_in, "
    "r.check_out, r.code, r.created_at, r.resolved_at, coalesce(f.issuer, '') AS issuer, "
    "coalesce(f.listing, '') AS listing FROM enrichment_review_items r LEFT JOIN reservation_facts f ON "
    "f.workspace_id = r.workspace_id AND f.message_id = r.message_id ";

constexpr const char* kFiltered =
    "WHERE ($1::text IS NULL OR r.status = $1) AND ($2 = '' OR EXISTS (SELECT FROM json_array_elements(r.reasons) one "
    "WHERE one->>'code' = $2)) AND ($3 = '' OR $3 IN (f.platform, f.issuer)) AND ($4 = '' OR EXISTS (SELECT FROM "
    "json_array_elements(r.candidates) one JOIN bookings b ON b.workspace_id = r.workspace_id AND "
    "b.id::text = one->>'booking' WHERE lower(b.property) = lower($4))) ORDER BY r.created_at, r.id";

constexpr const char* kFile =
    "INSERT INTO enrichment_review_items AS kept (workspace_id, message_id, connection_id, status, reasons, "
    "candidates, facts, guest_name, check_in, check_out, code, created_at) "
    "SELECT current_setting('app.workspace_id')::uuid, r.message::uuid, r.connection::uuid, 'open', r.reasons::json, "
    "r.candidates::json, r.facts::json, r.guest_name, r.check_in::date, r.check_out::date, r.code, $1::timestamptz "
    "FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], "
    "$10::text[]) AS r(message, connection, reasons, candidates, facts, guest_name, check_in, check_out, code) "
    "ON CONFLICT (workspace_id, message_id) DO UPDATE SET reasons = excluded.reasons, "
    "candidates = excluded.candidates, facts = excluded.facts, guest_name = excluded.guest_name, "
    "check_in = excluded.check_in, check_out = excluded.check_out, code = excluded.code, status = 'open', "
    "closed_by = '', resolved_at = NULL WHERE kept.closed_by <> 'person' OR kept.status = 'rejected'";

ReviewItem review_of(const Row& row) {
  ReviewItem out;
  out.id = row.id<ReviewId>("id");
  out.message = row.id<MessageId>("message_id");
  out.connection = row.id<ConnectionId>("connection_id");
  out.status = kStatuses.parse(row.text("status"));
  out.reasons = row.json("reasons");
  out.candidates = row.json("candidates");
  out.facts = row.json("facts");
  out.guest_name = row.maybe_text("guest_name");
  out.check_in = row.maybe_date("check_in");
  out.check_out = row.maybe_date("check_out");
  out.code = row.maybe_text("code");
  out.created_at = row.instant("created_at");
  out.resolved_at = row.maybe_instant("resolved_at");
  out.issuer = row.text("issuer");
  out.listing = row.text("listing");
  return out;
}

std::string select(const char* condition) { return std::string(kSelect) + condition; }

Param mended(const std::optional<std::string>& text) {
  if (!text) return text;
  return storable(*text);
}

Result<void> close(Transaction& app, const ReviewId& id, ReviewStatus status, Instant now) {
  const auto touched =
      TRY(execute(app,
                  "UPDATE enrichment_review_items SET status = $2, resolved_at = $3, closed_by = 'person' "
                  "WHERE id = $1 AND status = 'open'",
                  {id, name(status), now}));
  if (touched > 0) return {};
  const auto item = TRY(find_review(app, id));
  return fail(Errc::kConflict, fmt::format("review item {} is {} already", id.value, name(item.status)));
}

}  // namespace

std::string_view name(ReviewStatus status) noexcept { return kStatuses.of(status); }

Result<void> file_reviews(Transaction& app, std::span<const NewReview> reviews, Instant now) {
  ParamRows rows;
  for (const NewReview& review : reviews)
    rows.add({review.message, review.connection, storable_json(review.reasons), storable_json(review.candidates),
              storable_json(review.facts), mended(review.guest_name), review.check_in, review.check_out,
              mended(review.code)});
  if (rows.empty()) return {};
  TRY(execute(app, kFile, rows.columns_after({now})));
  return {};
}

Result<ReviewId> file_review(Transaction& app, const NewReview& review, Instant now) {
  TRY(file_reviews(app, {&review, 1}, now));
  return query_one(
      app, "SELECT id FROM enrichment_review_items WHERE message_id = $1", {review.message},
      [](const Row& row) { return row.id<ReviewId>("id"); }, "the review item is gone");
}

Result<std::vector<ReviewItem>> list_reviews(Transaction& app, std::optional<ReviewStatus> status) {
  return list_reviews(app, ReviewFilter{.status = status});
}

Result<std::vector<ReviewItem>> list_reviews(Transaction& app, const ReviewFilter& filter) {
  std::optional<std::string_view> status;
  if (filter.status) status = name(*filter.status);
  return query_all(app, select(kFiltered).c_str(),
                   {status, storable(filter.reason), storable(filter.platform), storable(filter.property)}, review_of);
}

Result<std::size_t> count_open_reviews(Transaction& app) {
  return query_one(
      app, "SELECT count(*) AS items FROM enrichment_review_items WHERE status = 'open'", {},
      [](const Row& row) { return static_cast<std::size_t>(row.integer("items")); }, "nothing was counted");
}

Result<std::vector<std::pair<BookingId, ReviewId>>> open_candidates(Transaction& app) {
  return query_all(app,
                   "SELECT one->>'booking' AS booking, r.id FROM enrichment_review_items r, "
                   "json_array_elements(r.candidates) one WHERE r.status = 'open' AND "
                   "coalesce(one->>'veto', '') = '' ORDER BY r.created_at, r.id",
                   {}, [](const Row& row) { return std::pair(row.id<BookingId>("booking"), row.id<ReviewId>("id")); });
}

Result<ReviewItem> find_review(Transaction& app, const ReviewId& id) {
  return query_one(app, select("WHERE r.id = $1").c_str(), {id}, review_of,
                   fmt::format("no review item {} in this workspace", id.value));
}

Result<void> resolve_review(Transaction& app, const ReviewId& id, Instant now) {
  return close(app, id, ReviewStatus::kResolved, now);
}

Result<void> dismiss_review(Transaction& app, const ReviewId& id, Instant now) {
  return close(app, id, ReviewStatus::kDismissed, now);
}

Result<void> reject_review(Transaction& app, const ReviewId& id, const std::vector<BookingId>& bookings, Instant now) {
  std::vector<std::string> ids;
  for (const BookingId& one : bookings) ids.push_back(one.value);
  TRY(close(app, id, ReviewStatus::kRejected, now));
  return execute_one(
      app,
      "UPDATE enrichment_review_items SET rejected = (SELECT coalesce(json_agg(DISTINCT one), '[]') FROM "
      "(SELECT json_array_elements_text(rejected) UNION SELECT json_array_elements_text($2::json)) "
      "AS ids(one)) WHERE id = $1",
      {id, json_array(ids)}, "the review item is gone");
}

Result<std::size_t> resolve_reviews_of(Transaction& app, std::span<const MessageId> messages, Instant now) {
  ParamRows rows;
  for (const MessageId& message : messages) rows.add({message});
  if (rows.empty()) return 0;
  return execute(app,
                 "UPDATE enrichment_review_items SET status = 'resolved', resolved_at = $1::timestamptz, "
                 "closed_by = 'program' WHERE status = 'open' AND message_id = ANY ($2::text[]::uuid[])",
                 rows.columns_after({now}));
}

}  // namespace connections::store
