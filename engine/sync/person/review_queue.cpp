#include "sync/person/review_queue.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "match/listings.h"
#include "store/tables/booking_store.h"

namespace connections::sync {
namespace {

using Kind = QueueEntry::Kind;
using Items = std::vector<store::ReviewItem>;

bool has_reason(const store::ReviewItem& item, std::string_view code) {
  return std::ranges::any_of(item.reasons, [&](const auto& one) { return one.value("code", "") == code; });
}

/// A stay that could be meant: nothing speaks against it, and its code or both its days agree.
struct Fit {
  BookingId booking;
  double bits = 0;
};

std::vector<Fit> fits_of(const store::ReviewItem& item) {
  std::vector<Fit> fits;
  for (const auto& candidate : item.candidates) {
    if (!candidate.value("veto", "").empty()) continue;
    int days = 0;
    bool code = false;
    for (const auto& term : candidate.value("terms", nlohmann::json::array())) {
      const std::string what = term.value("what", "");
      code = code || what == "code";
      if (what == "check_in" || what == "check_out") days += term.value("weight", 0.0) > 0 ? 1 : 0;
    }
    if (code || days == 2) fits.push_back({{candidate.value("booking", "")}, candidate.value("score", 0.0)});
  }
  return fits;
}

/// The group that one reason puts an item into; empty: none.
std::pair<Kind, std::string> group_of(const store::ReviewItem& item) {
  if (has_reason(item, "past_stay")) return {Kind::kPast, "past_stay"};
  if (has_reason(item, "no_calendar")) return {Kind::kNoCalendar, "no_calendar:" + item.issuer};
  const bool asks = has_reason(item, "listing_unknown") || has_reason(item, "ambiguous_dates");
  if (asks && !item.listing.empty())
    return {Kind::kListing, "listing:" + item.issuer + ":" + match::plain_listing(item.listing)};
  return {Kind::kItem, {}};
}

/// Items that share a stay, directly or through others: union-find over their fits.
class Joints {
 public:
  explicit Joints(const Items& items) : parent_(items.size()) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    std::map<BookingId, std::size_t> first;
    for (std::size_t i = 0; i < items.size(); ++i)
      for (const Fit& fit : fits_of(items[i])) {
        const auto [at, added] = first.try_emplace(fit.booking, i);
        if (!added) parent_[root(i)] = root(at->second);
      }
  }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

 private:
  std::vector<std::size_t> parent_;
};

/// Every one-to-one way, best first: most mails placed, then most bits.
class Arranging {
 public:
  explicit Arranging(const Items& items) : items_(items) {
    for (const auto& item : items) fits_.push_back(fits_of(item));
  }
  std::vector<Arrangement> run() {
    place(0);
    std::ranges::stable_sort(all_, [](const Arrangement& a, const Arrangement& b) {
      return std::pair(a.pairs.size(), a.bits) > std::pair(b.pairs.size(), b.bits);
    });
    if (all_.size() > kShownArrangements) all_.resize(kShownArrangements);
    return std::move(all_);
  }

 private:
  void place(std::size_t i) {
    if (i == items_.size()) {
      if (!now_.pairs.empty()) all_.push_back(now_);
      return;
    }
    for (const Fit& fit : fits_[i]) {
      if (!taken_.insert(fit.booking).second) continue;
      now_.pairs.emplace_back(items_[i].message, fit.booking);
      now_.bits += fit.bits;
      place(i + 1);
      now_.bits -= fit.bits;
      now_.pairs.pop_back();
      taken_.erase(fit.booking);
    }
    place(i + 1);
  }

  const Items& items_;
  std::vector<std::vector<Fit>> fits_;
  std::set<BookingId> taken_;
  Arrangement now_;
  std::vector<Arrangement> all_;
};

void count_fits(QueueEntry& entry, const std::map<BookingId, Booking>& bookings) {
  for (const auto& item : entry.items) {
    std::set<std::string> properties;
    for (const Fit& fit : fits_of(item))
      if (const auto at = bookings.find(fit.booking); at != bookings.end()) properties.insert(at->second.property);
    for (const auto& one : properties) ++entry.fits[one];
  }
}

QueueEntry single(store::ReviewItem item) {
  QueueEntry entry;
  entry.key = item.id.value;
  entry.items.push_back(std::move(item));
  return entry;
}

/// Items that no reason groups: those that share a stay together, the others alone.
void add_joints(Items items, std::vector<QueueEntry>& entries) {
  Joints joints(items);
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < items.size(); ++i) members[joints.root(i)].push_back(i);
  for (const auto& [root, indexes] : members) {
    QueueEntry entry = single(std::move(items[indexes.front()]));
    for (std::size_t i = 1; i < indexes.size(); ++i) entry.items.push_back(std::move(items[indexes[i]]));
    if (entry.items.size() > 1) {
      entry.kind = Kind::kJoint;
      if (entry.items.size() <= kMostArranged) entry.arrangements = Arranging(entry.items).run();
    }
    entries.push_back(std::move(entry));
  }
}

}  // namespace

std::string_view name(Kind kind) noexcept {
  static constexpr std::array<std::string_view, 5> kNames{"item", "joint", "listing", "past", "no_calendar"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<QueueEntry> group_reviews(Items items, const std::map<BookingId, Booking>& bookings) {
  std::map<std::pair<Kind, std::string>, Items> groups;
  Items rest;
  for (auto& item : items) {
    const auto group = group_of(item);
    (group.first == Kind::kItem ? rest : groups[group]).push_back(std::move(item));
  }
  std::vector<QueueEntry> entries;
  for (auto& [group, members] : groups) {
    if (members.size() == 1) {  // alone, it may still compete with others
      rest.push_back(std::move(members.front()));
      continue;
    }
    QueueEntry entry{
        .kind = group.first, .key = group.second, .items = std::move(members), .arrangements = {}, .fits = {}};
    if (entry.kind == Kind::kListing) count_fits(entry, bookings);
    entries.push_back(std::move(entry));
  }
  std::ranges::stable_sort(rest, {}, [](const auto& one) { return std::pair(one.created_at, one.id.value); });
  add_joints(std::move(rest), entries);
  std::ranges::stable_sort(entries, {}, [](const QueueEntry& one) {
    return std::pair(one.items.front().created_at, one.items.front().id.value);
  });
  return entries;
}

std::vector<QueueEntry> one_by_one(std::vector<QueueEntry> entries) {
  std::vector<QueueEntry> all;
  for (QueueEntry& entry : entries)
    for (auto& item : entry.items) all.push_back(single(std::move(item)));
  return all;
}

Result<ReviewQueue> read_review_queue(store::Transaction& app, store::ReviewFilter filter) {
  filter.status = store::ReviewStatus::kOpen;
  auto items = TRY(store::list_reviews(app, filter));
  std::set<std::string> ids;
  for (const auto& item : items)
    for (const auto& candidate : item.candidates)
      if (auto id = candidate.value("booking", ""); !id.empty()) ids.insert(std::move(id));
  ReviewQueue queue;
  for (Booking& one : TRY(store::bookings_with(app, {ids.begin(), ids.end()}))) {
    const BookingId id = one.id;
    queue.bookings.emplace(id, std::move(one));
  }
  queue.entries = group_reviews(std::move(items), queue.bookings);
  return queue;
}

}  // namespace connections::sync
