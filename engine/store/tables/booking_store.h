#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/booking.h"
#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `bookings`. Feeds insert and refresh them (Role::kCalendar); mail only updates them (Role::kApp).
namespace connections::store {

[[nodiscard]] std::string_view name(ValueSource source) noexcept;  ///< "none", "feed", "mail", "person"
[[nodiscard]] std::string_view name(BookingState state) noexcept;  ///< "confirmed", "tentative", "cancelled"

enum class Upsert : std::uint8_t { kInserted, kChanged, kUnchanged };

/// Writes what a feed says, keyed by (source_feed_id, ical_uid). `id`, `first_seen`, `version`, `enriched_code`
/// of the argument are ignored. A name or count that mail or a person wrote stays; `version` moves only if
/// something changed.
[[nodiscard]] Result<Upsert> upsert_booking(Transaction& calendar, const Booking& booking, Instant now);

/// Gives a booking the UID its event has now (feeds change them), so that upsert_booking finds it. kConflict if
/// another booking of the feed has it, kNotFound.
[[nodiscard]] Result<void> rekey_booking(Transaction& calendar, const BookingId& id, const std::string& ical_uid);

/// Takes guest name, count and enriched code from a booking that is no longer the stay they were written for; they move
/// to `withdrawn`, with a row in booking_changes. `question` (may be empty) is what a person is asked. Writes nothing
/// if there is nothing to take. `decision`: the evidence, for booking_changes.
[[nodiscard]] Result<void> withdraw_values(Transaction& calendar, const BookingId& id, const std::string& reason,
                                           const std::string& question, const nlohmann::json& decision, Instant now);
/// Gives `withdrawn` back to the booking whose stay returned; a booking that has nothing withdrawn stays as it is.
[[nodiscard]] Result<void> restore_values(Transaction& calendar, const BookingId& id, const std::string& reason,
                                          const nlohmann::json& decision, Instant now);
/// Asks a person about the booking of that event, with a row in booking_changes. kNotFound.
[[nodiscard]] Result<void> ask_about_booking(Transaction& calendar, const FeedId& feed, const std::string& ical_uid,
                                             const std::string& question, const nlohmann::json& decision, Instant now);
/// Finds twins among the live stays of one property: the same days in two feeds, one of which re-exports the other (a
/// "pms" feed, or the same code), each the only stay of its feed on these days. The one seen later gets `twin_of`.
[[nodiscard]] Result<void> find_twins(Transaction& calendar, const std::string& property);

/// Takes back what a person was asked about it, unanswered.
[[nodiscard]] Result<void> withdraw_question(Transaction& calendar, const BookingId& id, Instant now);
/// Whether a person was asked exactly this about it, ever.
[[nodiscard]] Result<bool> was_asked(Transaction& any, const BookingId& id, const std::string& question);
/// Stays of a property, in any feed, that are neither blocks nor cancelled; by id.
[[nodiscard]] Result<std::vector<Booking>> live_stays_of(Transaction& any, const std::string& property);

/// kNotFound if it does not exist in this workspace.
[[nodiscard]] Result<Booking> find_booking(Transaction& any, const BookingId& id);
[[nodiscard]] Result<std::vector<Booking>> list_bookings(Transaction& any);  ///< by check-in, property
[[nodiscard]] Result<std::vector<Booking>> bookings_of_feed(Transaction& any, const FeedId& feed);

/// Those with one of these ids; ids that do not exist are left out.
[[nodiscard]] Result<std::vector<Booking>> bookings_with(Transaction& any, const std::vector<std::string>& ids);
/// A part of the bookings, by check-in and id.
struct BookingPage {
  std::optional<Date> from, to;                          ///< of the check-in, both included
  std::string property = {};                             ///< empty: any
  std::optional<std::pair<Date, BookingId>> after = {};  ///< the last one of the page before
  std::size_t limit = 50;
};
[[nodiscard]] Result<std::vector<Booking>> page_bookings(Transaction& any, const BookingPage& page);

/// How many stays begin within `days` days from `from`, and how many of them have a guest's name. Blocks, cancelled
/// stays and twins do not count.
struct ArrivalCount {
  std::size_t stays = 0;
  std::size_t named = 0;
};
[[nodiscard]] Result<ArrivalCount> count_arrivals(Transaction& any, Date from, int days);

/// Every booking whose days lie within `from` and `to`, a week more on either side, or whose code is among `codes`.
[[nodiscard]] Result<std::vector<Booking>> bookings_between(Transaction& any, const std::optional<Date>& from,
                                                            const std::optional<Date>& to,
                                                            const std::vector<std::string>& codes);
/// Feeds with a live stay that has a code.
[[nodiscard]] Result<std::vector<FeedId>> feeds_with_codes(Transaction& any);

/// What a mail, or a person, writes into a booking.
struct BookingUpdate {
  BookingId booking;
  std::int64_t expected_version = 0;      ///< Booking::version as it was read
  std::optional<std::string> guest_name;  ///< absent keeps what is there
  std::optional<int> guest_count;
  std::optional<std::string> enriched_code;
  ValueSource source = ValueSource::kMail;  ///< kMail never replaces a kPerson value
  std::string enrichment_reason;            ///< "Code Match", "Exact Date": raw_data.enrichment_reason
  std::optional<MessageId> message;         ///< the mail that says so
  nlohmann::json decision;                  ///< decision_json.h; kept in booking_changes
  std::optional<SyncRunId> run = {};        ///< the run that does it
};

/// Updates the booking, answers its question and writes its booking_changes row in the same transaction; gives the
/// booking as it is now. kConflict if it changed since it was read, kNotFound if it does not exist in this workspace.
[[nodiscard]] Result<Booking> apply_update(Transaction& app, const BookingUpdate& update, Instant now);

/// A booking that loses what a mail wrote into it.
struct TakenBack {
  BookingId booking;
  std::int64_t expected_version = 0;  ///< Booking::version as it was read
  std::string reason;                 ///< for raw_data.enrichment_reason and the change
  std::optional<MessageId> message;   ///< the mail that says so
  nlohmann::json decision;            ///< decision_json.h; kept in booking_changes
  std::optional<SyncRunId> run = {};  ///< the run that does it
};

/// Takes the name and count that a mail wrote off a booking and writes its booking_changes row in the same
/// transaction; what the feed shows comes back, what a person typed stays. Errors as of apply_update.
[[nodiscard]] Result<Booking> take_back(Transaction& app, const TakenBack& taken, Instant now);

}  // namespace connections::store
