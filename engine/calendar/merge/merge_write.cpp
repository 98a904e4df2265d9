#include "calendar/merge/merge_write.h"

#include "calendar/merge/merge.h"

namespace connections::calendar {
namespace {

class Writer {
 public:
  template <class T>
  void set(const char* column, T& place, T value) {
    if (place == value) return;
    place = std::move(value);
    changed_.emplace_back(column);
  }
  void set_if_told(const char* column, std::optional<std::string>& place, const std::optional<std::string>& value) {
    if (value) set(column, place, value);
  }
  std::vector<std::string> changed() && { return std::move(changed_); }

 private:
  std::vector<std::string> changed_;
};

bool feed_may_name(const Booking& booking) {
  return booking.guest_name_source == ValueSource::kNone || booking.guest_name_source == ValueSource::kFeed;
}

bool shows_the_rest(const Booking& booking, const Event& event, Date today) {
  return !booking.block && booking.check_in < event.check_in && event.check_in <= today &&
         booking.check_out == event.check_out;
}

}  // namespace

std::vector<std::string> lay_over(Booking& booking, const Event& event, std::string uid, Date today) {
  Writer writer;
  writer.set("ical_uid", booking.ical_uid, std::move(uid));
  if (!shows_the_rest(booking, event, today)) writer.set("check_in", booking.check_in, event.check_in);
  writer.set("check_out", booking.check_out, event.check_out);
  writer.set("state", booking.state, event.state);
  writer.set("block", booking.block, event.block);
  writer.set("feed_summary", booking.feed_summary, event.summary);
  writer.set_if_told("code", booking.code, event.code);
  writer.set_if_told("phone_last4", booking.phone_last4, event.phone_last4);
  writer.set_if_told("feed_name", booking.feed_name, event.feed_name);
  if (event.block) writer.set("feed_name", booking.feed_name, std::optional<std::string>());
  if ((event.feed_name || event.block) && feed_may_name(booking)) {
    writer.set("guest_name", booking.guest_name, event.feed_name);
    booking.guest_name_source = event.feed_name ? ValueSource::kFeed : ValueSource::kNone;
  }
  return std::move(writer).changed();
}

Booking booking_of(const Event& event, std::string platform, std::string property, FeedId feed) {
  Booking booking;
  booking.source_feed_id = std::move(feed);
  booking.platform = std::move(platform);
  booking.property = std::move(property);
  lay_over(booking, event, event.uid, event.check_in);
  return booking;
}

}  // namespace connections::calendar
