#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/store_session.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "store/tables/review_store.h"

/// What people see of bookings and review items: the same rows as a table and as JSON, for commands and the demo.
namespace connections::app {

/// A booking with the latest enrichment, if a mail brought one.
struct BookingView {
  Booking booking;
  std::string reason;       ///< "Code Match", "Exact Date"; empty: not enriched
  double confidence = 0.0;  ///< of that enrichment
};
[[nodiscard]] Result<std::vector<BookingView>> read_bookings(StoreSession& session);
[[nodiscard]] std::string bookings_table(const std::vector<BookingView>& bookings);
[[nodiscard]] nlohmann::ordered_json bookings_json(const std::vector<BookingView>& bookings);

[[nodiscard]] std::string reviews_table(const std::vector<store::ReviewItem>& reviews);
[[nodiscard]] nlohmann::ordered_json reviews_json(const std::vector<store::ReviewItem>& reviews);

}  // namespace connections::app
