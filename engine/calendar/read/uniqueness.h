#pragma once

#include <vector>

#include "calendar/event.h"
#include "calendar/read/event_reader.h"

namespace connections::calendar {

/// Moves events into the feed so that each UID stands once. The same UID with the same days is a duplicate;
/// with a higher SEQUENCE it replaces the earlier; else it is a feed that gives one UID to several stays, and
/// each of them gets "#" and its check-in.
void add_unique(std::vector<ReadEvent> read, Feed& feed);

}  // namespace connections::calendar
