#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "model/booking.h"
#include "model/error.h"
#include "store/sql/transaction.h"
#include "store/tables/booking_store.h"

namespace connections::view {

/// A booking with the latest enrichment, if a mail or a person brought one.
struct BookingView {
  Booking booking;
  std::string reason;                     ///< "Code Match", "Exact Date"; empty: not enriched
  double confidence = 0.0;                ///< of that enrichment
  std::vector<std::string> reviews = {};  ///< ids of open review items whose mail could name it
};

/// Every booking of the workspace, by arrival. Errors: those of the store.
[[nodiscard]] Result<std::vector<BookingView>> read_bookings(store::Transaction& app);

/// One page, and one booking (kNotFound).
[[nodiscard]] Result<std::vector<BookingView>> read_booking_page(store::Transaction& app,
                                                                 const store::BookingPage& page);
[[nodiscard]] Result<BookingView> read_booking(store::Transaction& app, const BookingId& id);

/// A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const BookingView& view);
[[nodiscard]] nlohmann::ordered_json bookings_json(const std::vector<BookingView>& bookings);
/// The same columns for a spreadsheet: RFC 4180 with a header line. A text that a spreadsheet would take for a formula
/// gets an apostrophe before it.
[[nodiscard]] std::string bookings_csv(const std::vector<BookingView>& bookings);
[[nodiscard]] std::string bookings_table(const std::vector<BookingView>& bookings);

}  // namespace connections::view
