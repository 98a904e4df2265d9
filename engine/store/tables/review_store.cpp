#include "store/tables/review_store.h"

#include <fmt/format.h>

#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/tables/names.h"

namespace connections::store {
namespace {

constexpr Names<ReviewStatus, 3> kStatuses{{"open", "resolved", "dismissed"}};

constexpr const char* kSelect =
    "SELECT id, message_id, connection_id, status, reasons, candidates, facts, guest_name, check_in, check_out, code, "
    "created_at, resolved_at FROM enrichment_review_items ";

constexpr const char* kFile =
    "INSERT INTO enrichment_review_items AS kept (workspace_id, message_id, connection_id, status, reasons, "
    "candidates, "
    "facts, guest_name, check_in, check_out, code, created_at) VALUES (current_setting('app.workspace_id')::uuid, $1, "
    "$2, 'open', $3, $4, $5, $6, $7, $8, $9, $10) "
    "ON CONFLICT (workspace_id, message_id) DO UPDATE SET reasons = excluded.reasons, "
    "candidates = excluded.candidates, facts = excluded.facts, guest_name = excluded.guest_name, "
    "check_in = excluded.check_in, check_out = excluded.check_out, code = excluded.code, status = 'open', "
    "closed_by = '', resolved_at = NULL WHERE kept.closed_by <> 'person'";

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

Result<ReviewId> file_review(Transaction& app, const NewReview& review, Instant now) {
  TRY(execute(app, kFile,
              {review.message, review.connection, storable_json(review.reasons), storable_json(review.candidates),
               storable_json(review.facts), mended(review.guest_name), review.check_in, review.check_out,
               mended(review.code), now}));
  return query_one(
      app, "SELECT id FROM enrichment_review_items WHERE message_id = $1", {review.message},
      [](const Row& row) { return row.id<ReviewId>("id"); }, "the review item is gone");
}

Result<std::vector<ReviewItem>> list_reviews(Transaction& app, std::optional<ReviewStatus> status) {
  std::optional<std::string_view> word;
  if (status) word = name(*status);
  return query_all(app, select("WHERE $1::text IS NULL OR status = $1 ORDER BY created_at, id").c_str(), {word},
                   review_of);
}

Result<ReviewItem> find_review(Transaction& app, const ReviewId& id) {
  return query_one(app, select("WHERE id = $1").c_str(), {id}, review_of,
                   fmt::format("no review item {} in this workspace", id.value));
}

Result<void> resolve_review(Transaction& app, const ReviewId& id, Instant now) {
  return close(app, id, ReviewStatus::kResolved, now);
}

Result<void> dismiss_review(Transaction& app, const ReviewId& id, Instant now) {
  return close(app, id, ReviewStatus::kDismissed, now);
}

Result<bool> resolve_review_of(Transaction& app, const MessageId& message, Instant now) {
  const auto touched =
      TRY(execute(app,
                  "UPDATE enrichment_review_items SET status = 'resolved', resolved_at = $2, closed_by = 'program' "
                  "WHERE message_id = $1 AND status = 'open'",
                  {message, now}));
  return touched > 0;
}

}  // namespace connections::store
