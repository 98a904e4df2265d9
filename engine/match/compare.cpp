#include "match/compare.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace connections::match {
namespace {

constexpr std::size_t kShownOthers = 5;  ///< of stays that fall short: a person sees what is nearest

using Row = BookingIndex::Row;

int apart(Date a, Date b) { return static_cast<int>(std::chrono::abs(a - b).count()); }

int distance_of(NameAgreement agreement) {
  return static_cast<int>(NameAgreement::kFull) - static_cast<int>(agreement);
}

int distance_of(ListingFit fit) {
  switch (fit) {
    case ListingFit::kKnown:
      return 0;
    case ListingFit::kSimilar:
      return 1;
    case ListingFit::kOnly:
      return 2;
    case ListingFit::kUnknown:
      return 3;
    case ListingFit::kOther:
      return 4;
  }
  return 3;
}

double bits_at(const Weighting& weighting, int distance) {
  if (weighting.levels.empty()) return 0;
  if (distance == kMissing) return weighting.missing;
  const std::size_t level = weighting.level_of(distance);
  return level < weighting.levels.size() ? weighting.levels[level].bits : 0;
}

bool holds(const LevelRef& ref, const Weighed& one, const MatchRules& rules) {
  const int distance = one.of(ref.what);
  const Weighting& weighting = rules.of(ref.what);
  return distance != kMissing && ref.level < weighting.levels.size() && weighting.level_of(distance) == ref.level;
}

bool is(StayIs what, const Booking& booking) {
  switch (what) {
    case StayIs::kBlock:
      return booking.block;
    case StayIs::kCancelled:
      return booking.state == BookingState::kCancelled;
    case StayIs::kTwin:
      return booking.twin_of.has_value();
  }
  return false;
}

class Weigher {
 public:
  Weigher(const Reservation& reservation, const BookingIndex& index, const Listings& listings, const MatchRules& rules)
      : reservation_(reservation), index_(index), platforms_(listings.platforms()), rules_(rules) {
    for (const std::string& feed : index.platforms()) {
      may_hold_.push_back(platforms_.may_hold(feed, reservation.issuer));
      channel_.push_back(reservation.issuer.empty()   ? kMissing
                         : feed == reservation.issuer ? kChannelOwn
                                                      : kChannelManager);
    }
    const ListingFits fits = listings.fits(reservation);
    fit_of_.assign(index.properties(), fits.otherwise);
    for (const auto& [property, fit] : fits.of_property)
      if (const auto id = index.property_id(property)) fit_of_[*id] = fit;
    coded_ = index.with_code(reservation);
  }

  Weighing run() {
    std::vector<std::uint32_t> rows = index_.near(reservation_, rules_.window);
    std::erase_if(rows, [&](std::uint32_t i) { return !may_hold_[row(i).platform]; });
    Weighing out;
    for (const std::uint32_t i : rows)
      if (row(i).is_stay && (within(row(i).check_in, reservation_.check_in, rules_.window) ||
                             within(row(i).check_out, reservation_.check_out, rules_.window)))
        ++out.near;
    prior_ = prior_bits(rules_, out.near);
    for (const std::uint32_t i : worth_weighing(std::move(rows))) out.stays.push_back(weighed(i));
    forbid_by_twin(out.stays);
    forbid_twins(out.stays);
    std::sort(out.stays.begin(), out.stays.end(), [](const Weighed& a, const Weighed& b) {
      if (a.vetoed() != b.vetoed()) return b.vetoed();
      return a.score != b.score ? a.score > b.score : a.booking->id < b.booking->id;
    });
    return out;
  }

 private:
  using Distances = std::array<int, kComparisons>;

  const Row& row(std::uint32_t i) const { return index_.rows()[i]; }
  bool has_code(std::uint32_t i) const { return std::binary_search(coded_.begin(), coded_.end(), i); }
  static int& at(Distances& all, Comparison what) { return all[static_cast<std::size_t>(what)]; }

  /// Most stays near the days cannot be it, whatever else they show: those are not weighed, but for the best few.
  std::vector<std::uint32_t> worth_weighing(std::vector<std::uint32_t> rows) const {
    std::vector<std::uint32_t> worth;
    std::vector<std::pair<double, std::uint32_t>> others;
    for (const std::uint32_t i : rows) {
      const bool same_days = row(i).check_in == reservation_.check_in && row(i).check_out == reservation_.check_out;
      const bool named = reservation_.named && index_.booking(row(i)).id == *reservation_.named;
      const double most = most_bits(i);
      if (same_days || named || most > rules_.review_at || has_code(i))
        worth.push_back(i);
      else
        others.emplace_back(-most, i);
    }
    const auto shown = std::min(kShownOthers, others.size());
    const auto nearer = [&](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first
                                : index_.booking(row(a.second)).id < index_.booking(row(b.second)).id;
    };
    std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(shown), others.end(), nearer);
    for (std::size_t i = 0; i < shown; ++i) worth.push_back(others[i].second);
    return worth;
  }

  /// No less than the score: exact for what stands in the row, the best case for the rest.
  double most_bits(std::uint32_t i) const {
    using enum Comparison;
    const Row& stay = row(i);
    const Distances cheap = cheap_distances(stay);
    const std::array<std::pair<Comparison, bool>, 4> dear{
        {{kCode, has_code(i)},
         {kPhone, stay.has_phone && !reservation_.phones_last4.empty()},
         {kName, stay.has_name && !reservation_.guest.empty()},
         {kGuestCount, stay.has_count && reservation_.guest_count}}};
    double bits = prior_;
    for (const auto& [what, known] : dear)
      bits += known ? rules_.of(what).most() : std::max(0.0, rules_.of(what).missing);
    for (const Comparison what : {kCheckIn, kCheckOut, kNights, kListing, kFirstSeen, kChannel}) {
      const double worth = bits_at(rules_.of(what), cheap[static_cast<std::size_t>(what)]);
      bits += rules_.groups.empty() ? worth : std::max(0.0, worth);
    }
    return bits;
  }

  Distances cheap_distances(const Row& stay) const {
    using enum Comparison;
    Distances all;
    all.fill(kMissing);
    if (reservation_.check_in) at(all, kCheckIn) = apart(stay.check_in, *reservation_.check_in);
    if (reservation_.check_out) at(all, kCheckOut) = apart(stay.check_out, *reservation_.check_out);
    if (reservation_.nights) at(all, kNights) = std::abs(apart(stay.check_in, stay.check_out) - *reservation_.nights);
    at(all, kListing) = distance_of(fit_of_[stay.property]);
    const auto shown_for = std::chrono::ceil<std::chrono::hours>(reservation_.since - stay.first_seen).count();
    at(all, kFirstSeen) = static_cast<int>(std::clamp<std::int64_t>(shown_for, 0, Level::kUnbounded - 1));
    at(all, kChannel) = channel_[stay.platform];
    return all;
  }

  Weighed weighed(std::uint32_t i) const {
    using enum Comparison;
    const Booking& booking = index_.booking(row(i));
    Weighed out;
    out.booking = &booking;
    out.position = row(i).position;
    out.distance = cheap_distances(row(i));
    out.listing = fit_of_[row(i).property];
    out.same_dates = booking.check_in == reservation_.check_in && booking.check_out == reservation_.check_out;
    at(out.distance, kCode) = code_distance(booking);
    out.same_code = out.of(kCode) == kCodeSame;
    at(out.distance, kPhone) = phone_distance(booking);
    out.same_phone = out.of(kPhone) == kPhoneSame;
    compare_guests(row(i), out);
    if (booking.guest_count && reservation_.guest_count && booking.guest_count_source == ValueSource::kFeed)
      at(out.distance, kGuestCount) = std::abs(*booking.guest_count - *reservation_.guest_count);
    out.score = prior_;
    for (const double bits : bits_of(rules_, out.distance)) out.score += bits;
    forbid(out);
    return out;
  }

  /// A text that announces no guest has no level of its own for another guest: `forbid` says what it speaks against.
  void compare_guests(const Row& row, Weighed& out) const {
    out.feed_guest = index_.guest_of(row);
    if (out.feed_guest.empty() || reservation_.guest.empty()) return;
    out.feed_name = compare_names(out.feed_guest, reservation_.guest);
    out.other_name = out.feed_name == NameAgreement::kNone;
    if (out.booking->feed_name || !out.other_name) at(out.distance, Comparison::kName) = distance_of(out.feed_name);
  }

  int code_distance(const Booking& booking) const {
    if (!booking.code) return kMissing;
    const auto& codes = reservation_.codes;
    if (std::any_of(codes.begin(), codes.end(), [&](const auto& one) { return one.second == *booking.code; }))
      return kCodeSame;
    const bool other = std::any_of(codes.begin(), codes.end(), [&](const auto& one) {
      return one.first == booking.platform || platforms_.same_kind_of_code(one.second, *booking.code);
    });
    return other ? kCodeOther : kMissing;
  }

  int phone_distance(const Booking& booking) const {
    const auto& phones = reservation_.phones_last4;
    if (!booking.phone_last4 || phones.empty()) return kMissing;
    return std::find(phones.begin(), phones.end(), *booking.phone_last4) != phones.end() ? kPhoneSame : kPhoneOther;
  }

  void forbid(Weighed& one) const {
    const auto& rejected = reservation_.rejected;
    if (std::find(rejected.begin(), rejected.end(), one.booking->id) != rejected.end()) {
      one.forbidden = "a person said that it is not this stay";
      one.contradicted = true;
    }
    if (one.other_name && !one.booking->feed_name && !one.same_code) {
      one.forbidden = fmt::format("the feed says '{}', which reads like another guest", one.feed_guest);
      one.contradicted = true;
    }
    for (const Veto& veto : rules_.vetoes) {
      if (veto.when && !holds(*veto.when, one, rules_)) continue;
      if (veto.is && !is(*veto.is, *one.booking)) continue;
      if (veto.unless && holds(*veto.unless, one, rules_)) continue;
      if (one.veto == nullptr) one.veto = &veto;
      one.contradicted = one.contradicted || veto.contradicts;
    }
  }

  static bool are_twins(const Booking& a, const Booking& b) { return a.twin_of == b.id || b.twin_of == a.id; }

  /// One stay in two feeds has one guest: what one feed says against the guest holds for the other, unless a code
  /// proves it.
  static void forbid_by_twin(std::vector<Weighed>& all) {
    for (Weighed& one : all)
      for (const Weighed& other : all) {
        if (one.vetoed() || one.same_code || !other.other_name || !are_twins(*one.booking, *other.booking)) continue;
        if (other.booking->block || other.booking->state == BookingState::kCancelled) continue;
        one.forbidden = fmt::format("the {} feed names another guest of the same stay ({})", other.booking->platform,
                                    other.feed_guest);
        one.contradicted = true;
      }
  }

  /// A channel manager's feed shows the stays of its channels again: of two bookings of one property with the same days
  /// in two feeds, the one in the reservation's own feed stands for both.
  void forbid_twins(std::vector<Weighed>& all) const {
    const auto rank = [&](const Weighed& one) {
      return std::tuple(one.same_code ? 0 : 1, one.booking->platform == reservation_.issuer ? 0 : 1, one.booking->id);
    };
    for (Weighed& one : all)
      for (const Weighed& other : all) {
        const Booking &a = *one.booking, &b = *other.booking;
        if (a.check_in != b.check_in || a.check_out != b.check_out || a.source_feed_id == b.source_feed_id) continue;
        const bool twins = !one.vetoed() && !other.vetoed() && a.property == b.property &&
                           (platforms_.is_manager(a.platform) || platforms_.is_manager(b.platform));
        if (twins && rank(other) < rank(one)) one.twin = &b;
      }
  }

  const Reservation& reservation_;
  const BookingIndex& index_;
  const Platforms& platforms_;
  const MatchRules& rules_;
  std::vector<int> channel_;          ///< distance, by platform of the feed
  std::vector<bool> may_hold_;        ///< by platform of the feed
  std::vector<ListingFit> fit_of_;    ///< by property
  std::vector<std::uint32_t> coded_;  ///< rows with its code, ascending
  double prior_ = 0;
};

}  // namespace

double prior_bits(const MatchRules& rules, std::size_t near) {
  return rules.prior - (rules.prior_per_candidate ? std::log2(static_cast<double>(near + 1)) : 0.0);
}

std::array<double, kComparisons> bits_of(const MatchRules& rules, const std::array<int, kComparisons>& distance) {
  std::array<double, kComparisons> bits{};
  for (std::size_t i = 0; i < kComparisons; ++i) bits[i] = bits_at(rules.weightings[i], distance[i]);
  for (const EvidenceGroup& group : rules.groups) {
    const auto strength = [&](Comparison what) { return std::abs(bits[static_cast<std::size_t>(what)]); };
    const auto strongest = *std::ranges::max_element(group.of, {}, strength);
    for (const Comparison what : group.of)
      if (what != strongest) bits[static_cast<std::size_t>(what)] = 0;
  }
  return bits;
}

Weighing weigh(const Reservation& reservation, const BookingIndex& index, const Listings& listings,
               const MatchRules& rules) {
  return Weigher(reservation, index, listings, rules).run();
}

}  // namespace connections::match
