#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `enrichment_review_items`: what a person must decide, one item a message.
namespace connections::store {

enum class ReviewStatus : std::uint8_t {
  kOpen,
  kResolved,
  kDismissed,
  kRejected,  ///< none of the stays shown; open again if another one could be meant
};
[[nodiscard]] std::string_view name(ReviewStatus status) noexcept;  ///< "open", "resolved", "dismissed", "rejected"

struct NewReview {
  MessageId message;
  ConnectionId connection;
  nlohmann::json reasons;     ///< decision_json.h: [{"code", "message"}]
  nlohmann::json candidates;  ///< decision_json.h: weighed bookings, best first
  nlohmann::json facts;       ///< what was read, for the person to see
  std::optional<std::string> guest_name;
  std::optional<Date> check_in;
  std::optional<Date> check_out;
  std::optional<std::string> code;
};

struct ReviewItem : NewReview {
  ReviewId id;
  ReviewStatus status = ReviewStatus::kOpen;
  Instant created_at;
  std::optional<Instant> resolved_at;
  std::string issuer = {};   ///< whose reservation the mail is about
  std::string listing = {};  ///< id or name that it gives
};

/// Which items. Empty: any.
struct ReviewFilter {
  std::optional<ReviewStatus> status = {};
  std::string reason = {};    ///< code of one of its reasons
  std::string platform = {};  ///< of the mail, or whose reservation it is about
  std::string property = {};  ///< of one of its candidates
};

/// Files items, of each message one, with one statement; or renews the one of the same message, which opens again if
/// the program had closed it or its stays were rejected. One that a person closed otherwise stays as it is.
[[nodiscard]] Result<void> file_reviews(Transaction& app, std::span<const NewReview> reviews, Instant now);
[[nodiscard]] Result<ReviewId> file_review(Transaction& app, const NewReview& review, Instant now);
/// Oldest first; of any status if none is named.
[[nodiscard]] Result<std::vector<ReviewItem>> list_reviews(Transaction& app, std::optional<ReviewStatus> status);
[[nodiscard]] Result<std::vector<ReviewItem>> list_reviews(Transaction& app, const ReviewFilter& filter);
[[nodiscard]] Result<std::size_t> count_open_reviews(Transaction& app);
/// Which open items could name which booking: their candidates that nothing speaks against. Oldest item first.
[[nodiscard]] Result<std::vector<std::pair<BookingId, ReviewId>>> open_candidates(Transaction& app);
/// kNotFound if it does not exist in this workspace.
[[nodiscard]] Result<ReviewItem> find_review(Transaction& app, const ReviewId& id);
/// A person closes an open item. kNotFound if it does not exist, kConflict if it is closed already.
[[nodiscard]] Result<void> resolve_review(Transaction& app, const ReviewId& id, Instant now);
[[nodiscard]] Result<void> dismiss_review(Transaction& app, const ReviewId& id, Instant now);
/// A person says that the mail is about none of these bookings: for good.
[[nodiscard]] Result<void> reject_review(Transaction& app, const ReviewId& id, const std::vector<BookingId>& bookings,
                                         Instant now);
/// Closes the open items of messages that a later run could place; gives how many there were.
[[nodiscard]] Result<std::size_t> resolve_reviews_of(Transaction& app, std::span<const MessageId> messages,
                                                     Instant now);

}  // namespace connections::store
