#pragma once

#include <string>
#include <vector>

#include "calendar/event.h"
#include "model/booking.h"
#include "model/time.h"

namespace connections::calendar {

/// Lays an event over a booking that is its stay; gives the names of the columns that changed. What a person or a mail
/// wrote stays, and so does a code, phone or name that the feed shows no longer. A stay that has begun keeps its
/// arrival where the feed shows only the rest of it. A block has no name.
std::vector<std::string> lay_over(Booking& booking, const Event& event, std::string uid, Date today);

}  // namespace connections::calendar
