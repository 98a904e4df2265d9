#pragma once

#include <string>
#include <vector>

#include "calendar/event.h"
#include "model/booking.h"

namespace connections::calendar {

/// Lays an event over a booking; gives the names of the columns that changed. What a person or a mail wrote
/// stays, and so does a code, phone or name that the feed shows no longer.
std::vector<std::string> lay_over(Booking& booking, const Event& event, std::string uid);

}  // namespace connections::calendar
