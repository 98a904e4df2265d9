#pragma once

#include <optional>
#include <string>

#include "app/store_session.h"
#include "model/booking.h"
#include "store/tables/review_store.h"
#include "sync/person/undo.h"
#include "sync/review_action.h"

/// What the review, bookings, listings and undo commands do, apart from how their words are parsed.
namespace connections::app {

/// The open item whose id begins like that. kNotFound, or kInvalidArgument if several do.
[[nodiscard]] Result<ReviewId> open_review_like(store::Transaction& app, const std::string& start);
/// The booking whose id begins like that.
[[nodiscard]] Result<Booking> booking_like(store::Transaction& app, const std::string& start);

/// "2026-11-23T12:00:00Z", or a day: its beginning in UTC.
[[nodiscard]] std::optional<Instant> parse_since(const std::string& text);

/// Prints what one of the following gives, or reports its error; the exit code.
int print_result(const Result<std::string>& text);

/// One item for a person: the mail, what was read with its evidence, each stay with its property and what speaks
/// against it, how its group could be arranged, and what can be typed next.
[[nodiscard]] Result<std::string> show_review(StoreSession& session, const std::string& start);
/// What `reviews list` prints. `each`: every item, not grouped.
[[nodiscard]] Result<std::string> list_queue(StoreSession& session, const store::ReviewFilter& filter, bool each);
/// Writes the item's guest into a stay; `booking` empty: the only candidate. Gives the booking as a table, and what was
/// decided again.
[[nodiscard]] Result<std::string> accept_review(StoreSession& session, const std::string& start,
                                                const std::string& booking, Instant now);
/// The mail is not about that stay; `booking` empty: about none of those shown.
[[nodiscard]] Result<std::string> reject_review(StoreSession& session, const std::string& start,
                                                const std::string& booking, Instant now);
[[nodiscard]] Result<std::string> dismiss_review(StoreSession& session, const std::string& start, Instant now);
[[nodiscard]] Result<std::string> resolve_review(StoreSession& session, const std::string& start, Instant now);
/// The same to every open item that fits. Without `yes` it only says what would happen.
[[nodiscard]] Result<std::string> act_on_reviews(StoreSession& session, const store::ReviewFilter& filter,
                                                 sync::ReviewAction action, bool yes, Instant now);
/// Who put the name there: every change of the booking with its mail, reason and arithmetic.
[[nodiscard]] Result<std::string> explain_booking(StoreSession& session, const std::string& start);
/// Links a listing to a property of the feeds, as a person. `platform` empty: the one whose mails name it.
[[nodiscard]] Result<std::string> link_listing(StoreSession& session, const std::string& listing,
                                               const std::string& property, const std::string& platform, Instant now);
[[nodiscard]] Result<std::string> unlink_listing(StoreSession& session, const std::string& listing,
                                                 const std::string& property, Instant now);
/// Takes changes back (sync/person/undo.h). Without `yes` it only says what would happen.
[[nodiscard]] Result<std::string> undo(StoreSession& session, const sync::UndoWanted& wanted, bool yes, Instant now);

}  // namespace connections::app
