#pragma once

#include <optional>
#include <string>

#include "app/store_session.h"
#include "model/booking.h"
#include "store/tables/review_store.h"

/// What the review, bookings, listings and undo commands do, apart from how their words are parsed.
namespace connections::app {

/// The open item whose id begins like that. kNotFound, or kInvalidArgument if several do.
[[nodiscard]] Result<ReviewId> open_review_like(store::Transaction& app, const std::string& start);
/// The booking whose id begins like that.
[[nodiscard]] Result<Booking> booking_like(store::Transaction& app, const std::string& start);

/// Prints what one of the following gives, or reports its error; the exit code.
int print_result(const Result<std::string>& text);

/// One item for a person: the mail, what was read with its evidence, each stay with its property and what speaks
/// against it, and what can be typed next.
[[nodiscard]] Result<std::string> show_review(StoreSession& session, const std::string& id);
/// Writes the item's guest into a stay; `booking` empty: the only candidate. Gives the booking as a table.
[[nodiscard]] Result<std::string> accept_review(StoreSession& session, const std::string& id,
                                                const std::string& booking, Instant now);
/// Who put the name there: every change of the booking with its mail, reason and arithmetic.
[[nodiscard]] Result<std::string> explain_booking(StoreSession& session, const std::string& id);
/// Every listing that mails name, with its property and how many mails wait for one.
[[nodiscard]] Result<std::string> show_listings(StoreSession& session);
/// Links a listing to a property of the feeds, as a person. `platform` empty: the one whose mails name it.
[[nodiscard]] Result<std::string> link_listing(StoreSession& session, const std::string& listing,
                                               const std::string& property, const std::string& platform, Instant now);
[[nodiscard]] Result<std::string> unlink_listing(StoreSession& session, const std::string& listing,
                                                 const std::string& property);
/// Takes changes back: the one whose id begins like that, or all of a run, newest first. Without `yes` it only says
/// what would happen.
[[nodiscard]] Result<std::string> undo(StoreSession& session, const std::string& change, const std::string& run,
                                       bool yes, Instant now);

}  // namespace connections::app
