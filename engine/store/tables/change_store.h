#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/booking.h"
#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `booking_changes`: every enrichment with its before, after and arithmetic. Append-only in the database.
namespace connections::store {

struct BookingChange {
  std::string id;
  BookingId booking;
  std::optional<MessageId> message;
  ValueSource source = ValueSource::kMail;
  std::string enrichment_reason;
  nlohmann::json before;  ///< {"guest_name", "guest_count", "enriched_code"}, each may be null
  nlohmann::json after;
  nlohmann::json decision;
  Instant changed_at;
  std::optional<SyncRunId> run = {};  ///< that wrote it; none: a person, or a run before runs were noted
};

/// Written by apply_update (booking_store.h). `id` is ignored.
[[nodiscard]] Result<void> append_change(Transaction& app, const BookingChange& change);
/// Newest first; of all bookings if none is named.
[[nodiscard]] Result<std::vector<BookingChange>> list_changes(Transaction& app, const std::optional<BookingId>& booking,
                                                              std::size_t limit = 100);
/// The newest one of each of these bookings that has any.
[[nodiscard]] Result<std::vector<BookingChange>> latest_changes(Transaction& app,
                                                                const std::vector<BookingId>& bookings);
/// Changes of the workspace older than `before`, newest first; from the newest if none is named.
[[nodiscard]] Result<std::vector<BookingChange>> page_changes(Transaction& app,
                                                              const std::optional<std::string>& before,
                                                              std::size_t limit);
/// kNotFound if it does not exist in this workspace.
[[nodiscard]] Result<BookingChange> find_change(Transaction& app, const std::string& id);
[[nodiscard]] Result<std::vector<BookingChange>> changes_of_run(Transaction& app,
                                                                const SyncRunId& run);  ///< newest first

/// Those whose id begins like that; at most two.
[[nodiscard]] Result<std::vector<BookingChange>> changes_like(Transaction& app, const std::string& start);
/// Those that mails made, from `since` on; newest first.
[[nodiscard]] Result<std::vector<BookingChange>> changes_by_mail(Transaction& app, const std::optional<Instant>& since);
/// A booking's values as "before" and "after" hold them.
[[nodiscard]] nlohmann::json changed_values(const Booking& booking);

/// Gives the booking the values it had before a change, as a change of its own by a person. kConflict if its values are
/// no longer those that the change left; kNotFound.
[[nodiscard]] Result<Booking> restore_before(Transaction& app, const BookingChange& change, Instant now);

}  // namespace connections::store
