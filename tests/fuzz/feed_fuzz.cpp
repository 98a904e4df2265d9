// Any bytes are a feed or an error, every event of a feed can be used, and merging a feed with what it became
// changes nothing.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/merge/merge.h"
#include "calendar/read/feed_reader.h"
#include "model/unicode.h"

using namespace connections;

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

void check(const calendar::Feed& feed) {
  std::set<std::string> uids;
  for (const calendar::Event& event : feed.events) {
    demand(event.check_in < event.check_out && !event.uid.empty());
    demand(uids.insert(event.uid).second);
    demand(unicode::is_valid_utf8(event.summary) && unicode::is_valid_utf8(event.uid));
    demand(!event.feed_name || unicode::is_valid_utf8(*event.feed_name));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static constexpr std::string_view kPlatforms[] = {"airbnb", "vrbo", "booking", "pms"};
  const auto feed = calendar::read_feed(bytes, kPlatforms[size % 4]);
  if (!feed) return 0;
  check(*feed);
  const Date today = *make_date(2026, 6, 1);
  const auto first = calendar::merge_feed({}, *feed, today);
  demand(first.insert.size() == feed->events.size());
  std::vector<Booking> bookings;
  for (const calendar::Event& event : first.insert) {
    bookings.push_back(calendar::booking_of(event, feed->platform, "Lake House", FeedId{"feed"}));
    bookings.back().id = {event.uid};
  }
  const auto second = calendar::merge_feed(bookings, *feed, today);
  demand(second.unchanged == bookings.size() && second.insert.empty() && second.gone.empty());
  return 0;
}
