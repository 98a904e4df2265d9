#include "calendar/identity/pairing.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace connections::calendar {
namespace {

using Days = std::pair<Date, Date>;

/// Longer stays than this are found by UID, code and exact days only.
constexpr std::chrono::days kOverlapWindow{31};

bool is_live(const Booking& booking) { return booking.state != BookingState::kCancelled; }

Days days_of(const Booking& booking) { return {booking.check_in, booking.check_out}; }
Days days_of(const Event& event) { return {event.check_in, event.check_out}; }

class Pairer {
 public:
  Pairer(std::span<const Booking> existing, std::span<const Event> events, Date today, const UidWorth& uids)
      : existing_(existing), events_(events), today_(today), uids_(uids) {
    pairs_.of_event.resize(events.size());
    pairs_.doubtful.resize(events.size());
    pairs_.taken.resize(existing.size());
    pairs_.replaced.resize(existing.size());
    for (std::size_t i = 0; i < existing.size(); ++i) index(i);
    for (const Event& event : events)
      if (!event.block && event.state != BookingState::kCancelled) ++events_on_[days_of(event)];
  }

  Pairs run() {
    for (std::size_t i = 0; i < events_.size(); ++i) weigh(i);
    take_surest();
    pair_overlapping_blocks();
    for (std::size_t i = 0; i < events_.size(); ++i) settle_doubt(i);
    return std::move(pairs_);
  }

 private:
  template <class Key>
  using Index = std::map<Key, std::vector<std::size_t>, std::less<>>;

  struct Edge {
    std::size_t event = 0;
    Pairing pairing;
  };

  template <class Key, class Of>
  static void put(Index<Key>& index, const Of& key, std::size_t booking) {
    auto& all = index[Key(key)];
    if (all.size() < kMostOfOneKey) all.push_back(booking);
  }

  void index(std::size_t i) {
    const Booking& booking = existing_[i];
    put(by_uid_, booking.ical_uid, i);
    if (const auto base = base_uid(booking.ical_uid); base != booking.ical_uid) put(by_uid_, base, i);
    if (booking.code) put(by_code_, *booking.code, i);
    if (booking.enriched_code) put(by_code_, *booking.enriched_code, i);
    if (booking.withdrawn && booking.withdrawn->enriched_code) put(by_code_, *booking.withdrawn->enriched_code, i);
    if (!is_live(booking)) return;
    put(by_days_, days_of(booking), i);
    if (booking.block) return;
    put(by_check_in_, booking.check_in, i);
    ++stays_on_[days_of(booking)];
  }

  std::vector<std::size_t> candidates_of(const Event& event) const {
    std::vector<std::size_t> found;
    const auto add = [&](const auto& index, const auto& key) {
      if (const auto at = index.find(key); at != index.end())
        found.insert(found.end(), at->second.begin(), at->second.end());
    };
    add(by_uid_, event.uid);
    if (event.code && !event.block) add(by_code_, *event.code);
    if (event.state != BookingState::kCancelled) {
      add(by_days_, days_of(event));
      if (!event.block) add_overlapping(event, found);
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  void add_overlapping(const Event& event, std::vector<std::size_t>& found) const {
    const std::size_t before = found.size();
    for (auto at = by_check_in_.lower_bound(event.check_in - kOverlapWindow);
         at != by_check_in_.end() && at->first < event.check_out && found.size() < before + kMostOfOneKey; ++at)
      for (const std::size_t booking : at->second)
        if (existing_[booking].check_out > event.check_in) found.push_back(booking);
  }

  std::size_t rivals_on(const Days& days) const {
    const auto of = [&](const auto& counts) {
      const auto at = counts.find(days);
      return at == counts.end() ? 0 : at->second;
    };
    return std::max<std::size_t>({of(stays_on_), of(events_on_), 1}) - 1;
  }

  void weigh(std::size_t i) {
    const Event& event = events_[i];
    const Setting setting{.today = today_, .uids = uids_, .rivals = event.block ? 0 : rivals_on(days_of(event))};
    for (const std::size_t booking : candidates_of(event)) {
      Judgement judgement = judge(existing_[booking], event, setting);
      if (is_harmless(existing_[booking], event, judgement)) judgement.verdict = Verdict::kSame;
      edges_.push_back({i, {booking, std::move(judgement)}});
    }
  }

  /// Where nothing of a person's hangs on the answer, the row is used again: blocks on the same days, and one of
  /// several equal stays that nothing tells apart.
  static bool is_harmless(const Booking& booking, const Event& event, const Judgement& judgement) {
    if (!is_live(booking) || days_of(booking) != days_of(event)) return false;
    if (booking.block && event.block) return true;
    return booking.block == event.block && judgement.verdict == Verdict::kUnsure && judgement.bits > 0 &&
           !holds_values(booking);
  }

  void take_surest() {
    std::ranges::stable_sort(edges_, [&](const Edge& a, const Edge& b) {
      const auto rank = [&](const Edge& edge) {
        return std::tuple(-edge.pairing.judgement.bits, !is_live(existing_[edge.pairing.booking]));
      };
      return rank(a) < rank(b);
    });
    for (const Edge& edge : edges_) {
      if (edge.pairing.judgement.verdict != Verdict::kSame) continue;
      if (!pairs_.of_event[edge.event] && !pairs_.taken[edge.pairing.booking]) pair(edge.event, edge.pairing);
    }
    for (const Edge& edge : edges_) note_doubt(edge);
  }

  void pair(std::size_t event, const Pairing& pairing) {
    pairs_.of_event[event] = pairing;
    pairs_.taken[pairing.booking] = true;
  }

  /// The first (surest) booking that an event might be, or whose UID or days it has.
  void note_doubt(const Edge& edge) {
    const auto& [event, pairing] = edge;
    const Booking& booking = existing_[pairing.booking];
    if (pairs_.of_event[event] || pairs_.taken[pairing.booking] || events_[event].block) return;
    const bool replaces = same_uid(booking.ical_uid, events_[event].uid) || days_of(booking) == days_of(events_[event]);
    if (pairing.judgement.verdict == Verdict::kOther && !replaces) return;
    if (!pairs_.doubtful[event]) pairs_.doubtful[event] = pairing;
  }

  /// A cancelled booking whose own UID is back on its own days takes its event, without what was withdrawn from it.
  void settle_doubt(std::size_t i) {
    auto& doubt = pairs_.doubtful[i];
    if (pairs_.of_event[i]) return doubt.reset();
    if (!doubt) return;
    const Booking& booking = existing_[doubt->booking];
    if (pairs_.taken[doubt->booking]) return doubt.reset();
    const bool its_own = same_uid(booking.ical_uid, events_[i].uid) && days_of(booking) == days_of(events_[i]);
    if (!is_live(booking) && its_own && doubt->judgement.verdict == Verdict::kUnsure) {
      pair(i, *doubt);
    } else {
      const bool days_taken = days_of(booking) == days_of(events_[i]);
      pairs_.replaced[doubt->booking] = pairs_.replaced[doubt->booking] || days_taken;
    }
  }

  /// A lead-time block ("nothing before the day after tomorrow") moves on by a day each day under a new UID.
  /// Blocks hold nothing of a person's, so one that overlaps may become the other instead of a new row a day.
  void pair_overlapping_blocks() {
    std::multimap<Date, std::size_t> by_end;
    for (std::size_t i = 0; i < existing_.size(); ++i)
      if (!pairs_.taken[i] && existing_[i].block && is_live(existing_[i])) by_end.emplace(existing_[i].check_out, i);
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (pairs_.of_event[i] || !events_[i].block) continue;
      for (auto at = by_end.upper_bound(events_[i].check_in); at != by_end.end(); ++at) {
        if (existing_[at->second].check_in >= events_[i].check_out) continue;
        pair(i, {at->second, {Verdict::kSame, 0, {{"the blocked days overlap", 0}}}});
        by_end.erase(at);
        break;
      }
    }
  }

  std::span<const Booking> existing_;
  std::span<const Event> events_;
  Date today_;
  const UidWorth& uids_;
  Pairs pairs_;
  Index<std::string> by_uid_;
  Index<std::string> by_code_;
  Index<Days> by_days_;
  Index<Date> by_check_in_;
  std::map<Days, std::size_t> stays_on_;
  std::map<Days, std::size_t> events_on_;
  std::vector<Edge> edges_;
};

}  // namespace

Pairs pair_up(std::span<const Booking> existing, std::span<const Event> events, Date today, const UidWorth& uids) {
  return Pairer(existing, events, today, uids).run();
}

}  // namespace connections::calendar
