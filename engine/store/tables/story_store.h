#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/booking.h"
#include "model/error.h"
#include "model/extraction.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"
#include "store/tables/progress_store.h"

/// Mails with what was read out of them and what became of them, from `reservation_facts`, `message_progress`,
/// `gmail_messages` and `enrichment_review_items`: what decisions are made from.
namespace connections::store {

struct StoryRow {
  MessageId message;
  ConnectionId connection;
  std::string gmail_message_id;
  Stage stage = Stage::kExtracted;
  std::string note;
  Extraction facts;
  bool authenticated = false;
  std::string authentication;
  Instant received_at;
  Instant archived_at;
  std::optional<BookingId> booking;  ///< that the mail named
  bool in_review = false;            ///< has an open item
  bool closed_by_person = false;     ///< has an item that a person closed for good
  bool is_rejected = false;          ///< has an item whose stays a person rejected, and nothing else was found
  std::vector<BookingId> rejected;   ///< stays that a person said it is not about
  std::string wrote;                 ///< the guest that it wrote into `booking`; empty: none
  std::string review_reasons;        ///< JSON text of its item
  std::string review_candidates;
};

/// Every mail that is not decided for good (read and not done, waiting, open for review, rejected for the stays there
/// were, or no longer carried by the booking that it named) and the confirmations, changes and cancellations that share
/// its code or its days.
[[nodiscard]] Result<std::vector<StoryRow>> open_stories(Transaction& app, Date today);

/// The requests, confirmations, changes and cancellations of stays that end on `from` or later and begin before
/// `until`, decided or not, and those that share their codes.
[[nodiscard]] Result<std::vector<StoryRow>> coming_stories(Transaction& app, Date from, Date until);

/// A mail that waits for the calendar.
struct WaitingMail {
  MessageId message;
  std::optional<std::string> guest_name;
  std::optional<Date> check_in;
  std::optional<Date> check_out;
  std::optional<std::string> code;
  std::string note;  ///< the verdict and its reasons' codes: "wait not_in_calendar"
};
[[nodiscard]] Result<std::vector<WaitingMail>> waiting_mails(Transaction& app, const ConnectionId& connection);

/// A confirmation with the code or the days of a stay.
struct StayMail {
  MessageId message;
  std::optional<std::string> guest_name;  ///< that was accepted
};
[[nodiscard]] Result<std::vector<StayMail>> mails_of_stay(Transaction& app, const Booking& stay);

/// Notes which booking a mail named; nothing: none any more.
[[nodiscard]] Result<void> set_named(Transaction& app, const MessageId& message,
                                     const std::optional<BookingId>& booking);

}  // namespace connections::store
