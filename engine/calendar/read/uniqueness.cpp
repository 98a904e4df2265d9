#include "calendar/read/uniqueness.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace connections::calendar {
namespace {

bool same_days(const Event& a, const Event& b) { return a.check_in == b.check_in && a.check_out == b.check_out; }

/// Two stays that share UID and days but carry different codes or names are two stays; so are two rooms of a feed that
/// writes no UIDs.
bool same_code(const Event& a, const Event& b) { return !a.code || !b.code || *a.code == *b.code; }
bool same_name(const Event& a, const Event& b) { return !a.feed_name || !b.feed_name || *a.feed_name == *b.feed_name; }

void skip(Feed& feed, const Event& event, SkipReason reason, std::string message) {
  feed.skipped.push_back({event.uid, reason, std::move(message)});
}

/// Of the events that share one UID, those that stay.
std::vector<ReadEvent> settled(std::vector<ReadEvent> sharing, Feed& feed) {
  int newest = sharing.front().sequence;
  for (const ReadEvent& one : sharing) newest = std::max(newest, one.sequence);
  std::vector<ReadEvent> kept;
  for (ReadEvent& one : sharing) {
    const auto twin = [&](const ReadEvent& other) {
      return !one.made_uid && same_days(one.event, other.event) && same_code(one.event, other.event) &&
             same_name(one.event, other.event);
    };
    if (one.sequence < newest) {
      skip(feed, one.event, SkipReason::kSuperseded,
           fmt::format("The event of {} came again with SEQUENCE {}", to_iso(one.event.check_in), newest));
    } else if (std::ranges::any_of(kept, twin)) {
      skip(feed, one.event, SkipReason::kDuplicate,
           fmt::format("The event of {} stands twice in the feed", to_iso(one.event.check_in)));
    } else {
      kept.push_back(std::move(one));
    }
  }
  return kept;
}

void tell_apart(std::vector<ReadEvent>& sharing) {
  std::map<std::string, int> taken;
  for (ReadEvent& one : sharing) {
    std::string uid = fmt::format("{}#{}", one.event.uid, to_iso(one.event.check_in));
    const int number = ++taken[uid];
    one.event.uid =
        number == 1 ? std::move(uid) : fmt::format("{}#{}", uid, one.event.code.value_or(fmt::to_string(number)));
  }
}

}  // namespace

void add_unique(std::vector<ReadEvent> read, Feed& feed) {
  std::map<std::string, std::vector<ReadEvent>> by_uid;
  std::vector<std::string> order;
  for (ReadEvent& one : read) {
    auto [place, first] = by_uid.try_emplace(one.event.uid);
    if (first) order.push_back(one.event.uid);
    place->second.push_back(std::move(one));
  }
  for (const std::string& uid : order) {
    std::vector<ReadEvent> kept = std::move(by_uid.at(uid));
    if (kept.size() > 1) kept = settled(std::move(kept), feed);
    if (kept.size() > 1) tell_apart(kept);
    for (ReadEvent& one : kept) feed.events.push_back(std::move(one.event));
  }
}

}  // namespace connections::calendar
