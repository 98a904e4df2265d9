// Any bytes are a feed or an error in time linear in the bytes, every event of a feed can be used, and merging a feed
// with what it became changes nothing.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/limits.h"
#include "calendar/merge/merge.h"
#include "calendar/read/feed_reader.h"
#include "calendar/read/guest_name.h"
#include "model/unicode.h"
#include "rules/language/load_feed_words.h"
#include "time_budget.h"

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
    demand(event.summary.size() <= calendar::kMaxSummaryBytes + 3);
    demand(!event.feed_name || event.feed_name->size() <= calendar::kMaxNameBytes);
    demand(!event.feed_name || unicode::is_valid_utf8(*event.feed_name));
  }
}

const rules::FeedWords& words() {
  static const rules::FeedWords loaded =
      rules::load_feed_words(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules").value();
  return loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const fuzz::TimeBudget budget(size, std::chrono::microseconds{1});
  static constexpr std::string_view kPlatforms[] = {"airbnb", "vrbo", "booking", "pms"};
  const auto feed = calendar::read_feed(bytes, {.platform = kPlatforms[size % 4], .words = words()});
  if (!feed) return 0;
  check(*feed);
  const Date today = *make_date(2026, 6, 1);
  const auto first = calendar::merge_feed({}, *feed, today);
  demand(first.insert.size() == feed->events.size());
  std::vector<Booking> bookings;
  for (const calendar::NewBooking& made : first.insert) {
    bookings.push_back(calendar::booking_of(made.event, feed->platform, "Quay House", FeedId{"feed"}));
    bookings.back().id = {made.event.uid};
  }
  const auto second = calendar::merge_feed(bookings, *feed, today);
  demand(second.unchanged == bookings.size() && second.insert.empty() && second.gone.empty());
  return 0;
}
