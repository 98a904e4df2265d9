#include "connections/plugin.h"

namespace {

/// Booking.com mails to a property: the rules do all the reading.
class BookingParser final : public connections::sdk::RulesParser {
 public:
  BookingParser() : RulesParser("booking") {}
};

}  // namespace

CONNECTIONS_PLUGIN(BookingParser, "booking", "1.0.0")
