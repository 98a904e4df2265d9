#include "calendar/read/local_day.h"

#include <algorithm>
#include <mutex>

#include "calendar/time_zone.h"

namespace connections::calendar {
namespace {

/// Longest name of the zone database is about 30 bytes; a path is none.
bool may_be_zone(std::string_view name) {
  return name.size() <= 64 && name.find("..") == std::string_view::npos && name.front() != '/' &&
         std::ranges::all_of(name, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
                  c == '-' || c == '+';
         });
}

/// libical loads zones on first use and guards that with no lock of its own in every build.
std::mutex& zone_lock() {
  static std::mutex lock;
  return lock;
}

}  // namespace

std::optional<LocalZone> LocalZone::named(const std::string& name) {
  LocalZone found;
  if (name.empty()) return found;
  if (!may_be_zone(name)) return std::nullopt;
  const std::scoped_lock lock(zone_lock());
  found.zone_ = icaltimezone_get_builtin_timezone(name.c_str());
  if (found.zone_ == nullptr) return std::nullopt;
  return found;
}

icaltimetype LocalZone::local(const icaltimetype& time) const {
  if (zone_ == nullptr || time.is_date != 0 || !icaltime_is_utc(time)) return time;
  const std::scoped_lock lock(zone_lock());
  return icaltime_convert_to_zone(time, zone_);
}

Date local_day(Instant at, const std::string& zone) {
  const auto found = LocalZone::named(zone);
  if (!found || !found->known()) return day_of(at);
  const auto seconds = static_cast<time_t>(at.time_since_epoch().count());
  const icaltimetype there = found->local(icaltime_from_timet_with_zone(seconds, 0, icaltimezone_get_utc_timezone()));
  return make_date(there.year, static_cast<unsigned>(there.month), static_cast<unsigned>(there.day))
      .value_or(day_of(at));
}

bool is_time_zone(const std::string& name) { return !name.empty() && LocalZone::named(name).has_value(); }

}  // namespace connections::calendar
