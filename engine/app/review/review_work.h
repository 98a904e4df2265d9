#pragma once

#include <string>

#include "app/store_session.h"
#include "app/terminal/answer.h"
#include "store/tables/review_store.h"
#include "sync/review_action.h"

/// What the review commands do, apart from how their words are parsed. "decided_again" in what they answer is as
/// view::solved_json has it. `start`: how the item's id begins.
namespace connections::app {

/// The open item whose id begins like that. kNotFound, or kInvalidArgument if several do.
[[nodiscard]] Result<ReviewId> open_review_like(store::Transaction& app, const std::string& start);

/// One item for a person: the mail, what was read with its evidence, each stay with its property and what speaks
/// against it, how its group could be arranged, and what can be typed next. {"review", "mail", "facts"}.
[[nodiscard]] Result<Answer> show_review(StoreSession& session, const std::string& start);
/// What `reviews list` prints: open items. `each`: every item, not grouped. An array.
[[nodiscard]] Result<Answer> list_queue(StoreSession& session, const store::ReviewFilter& filter, bool each);
/// Closed ones too, as a table. An array.
[[nodiscard]] Result<Answer> list_all_reviews(StoreSession& session, const store::ReviewFilter& filter);

/// Writes the item's guest into a stay; `booking` empty: the only candidate. Answers with the booking and what was
/// decided again, as the next three do: {"review": id, "booking": written or null, "decided_again"}.
[[nodiscard]] Result<Answer> accept_review(StoreSession& session, const std::string& start, const std::string& booking,
                                           Instant now);
/// The mail is not about that stay; `booking` empty: about none of those shown.
[[nodiscard]] Result<Answer> reject_review(StoreSession& session, const std::string& start, const std::string& booking,
                                           Instant now);
[[nodiscard]] Result<Answer> dismiss_review(StoreSession& session, const std::string& start, Instant now);
[[nodiscard]] Result<Answer> resolve_review(StoreSession& session, const std::string& start, Instant now);
/// The same to every open item that fits. Without `yes` it only says what would happen.
/// As view::acted_json, with "decided_again" if it was done.
[[nodiscard]] Result<Answer> act_on_reviews(StoreSession& session, const store::ReviewFilter& filter,
                                            sync::ReviewAction action, bool yes, Instant now);

}  // namespace connections::app
