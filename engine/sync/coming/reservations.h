#pragma once

#include <optional>
#include <string>
#include <vector>

#include "match/platforms.h"
#include "match/story.h"
#include "model/error.h"
#include "store/sql/transaction.h"

namespace connections::sync {

/// What all mails about one reservation say together: as match::Reservation, with values of its own.
struct ReservationStory {
  struct Message {
    MessageId id;
    MailKind kind;
    Instant received;
  };
  std::string platform;  ///< whose reservation it is; empty: no mail says so
  std::vector<std::string> codes;
  match::ReservationState state;
  std::string guest;  ///< empty: none was read
  bool names_disagree = false;
  std::optional<Date> check_in, check_out;
  std::optional<int> guest_count;
  std::string listing;
  std::optional<BookingId> booking;  ///< that it named
  std::vector<Message> messages;     ///< by date
};

struct Reservations {
  Date from;
  int days = 0;
  std::vector<ReservationStory> items;  ///< by check-in, then check-out, then the first mail
};

/// The reservations, decided or not, of stays that end on `from` or later and begin within `days` days. A mail that
/// names no day is in none. Errors: those of the store.
[[nodiscard]] Result<Reservations> read_reservations(store::Transaction& app, const match::Platforms& platforms,
                                                     Date from, int days);

}  // namespace connections::sync
