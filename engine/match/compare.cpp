#include "match/compare.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace connections::match {
namespace {

class Comparing {
 public:
  Comparing(const Reservation& reservation, const Booking& booking, const Listings& listings, const Policy& policy)
      : reservation_(reservation), listings_(listings), policy_(policy), bits_(policy.bits) {
    out_.booking = &booking;
    out_.match.booking = booking.id;
  }

  Weighed run(std::size_t rivals) {
    term("prior", bits_.prior - std::log2(static_cast<double>(rivals + 1)),
         fmt::format("{} stays could be meant", rivals));
    code();
    days();
    phone();
    feed_name();
    listing();
    first_seen();
    forbid();
    for (const Term& one : out_.match.terms) out_.match.score += one.weight;
    return std::move(out_);
  }

 private:
  const Booking& booking() const { return *out_.booking; }
  void term(std::string what, double weight, std::string detail) {
    out_.match.terms.push_back({std::move(what), weight, std::move(detail)});
  }
  /// The first veto is the reason shown.
  void veto(std::string reason, bool contradicts) {
    if (out_.match.veto.empty()) out_.match.veto = std::move(reason);
    out_.contradicted = out_.contradicted || contradicts;
  }

  void code() {
    if (!booking().code) return;
    for (const auto& [platform, code] : reservation_.codes)
      if (code == *booking().code) {
        out_.same_code = true;
        term("code", bits_.code_same, fmt::format("{} is the code in the feed", code));
        return;
      }
    for (const auto& [platform, code] : reservation_.codes)
      if (platform == booking().platform || same_kind_of_code(code, *booking().code)) {
        veto(fmt::format("it has another confirmation code ({})", *booking().code), true);
        return;
      }
  }

  void day(const char* what, Date booked, const std::optional<Date>& said, double same, double near, double other) {
    if (!said) return;
    const auto apart = std::chrono::abs(*said - booked).count();
    term(what, apart == 0 ? same : apart == 1 ? near : other, fmt::format("the feed says {}", to_iso(booked)));
  }
  void days() {
    day("check_in", booking().check_in, reservation_.check_in, bits_.check_in_same, bits_.check_in_near,
        bits_.check_in_other);
    day("check_out", booking().check_out, reservation_.check_out, bits_.check_out_same, bits_.check_out_near,
        bits_.check_out_other);
    out_.same_dates = reservation_.check_in == booking().check_in && reservation_.check_out == booking().check_out;
  }

  /// Guests change numbers: other digits speak against a stay, but not against a code.
  void phone() {
    if (!booking().phone_last4 || reservation_.phones_last4.empty()) return;
    const auto& phones = reservation_.phones_last4;
    out_.same_phone = std::find(phones.begin(), phones.end(), *booking().phone_last4) != phones.end();
    term("phone", out_.same_phone ? bits_.phone_same : bits_.phone_other,
         fmt::format("the feed says …{}, the mail …{}", *booking().phone_last4, phones.front()));
    if (!out_.same_phone && !out_.same_code) veto("the guest's phone ends in other digits", true);
  }

  void feed_name() {
    if (!booking().feed_name || reservation_.guest.empty()) return;
    out_.feed_name = compare_names(*booking().feed_name, reservation_.guest);
    const std::string says = fmt::format("the feed says {}", *booking().feed_name);
    switch (out_.feed_name) {
      case NameAgreement::kNone:
        out_.other_name = true;
        veto(fmt::format("the feed names another guest ({})", *booking().feed_name), true);
        return;
      case NameAgreement::kInitials:
        return term("name", bits_.name_initials, says);
      case NameAgreement::kFirst:
        return term("name", bits_.name_first, says);
      case NameAgreement::kFull:
        return term("name", bits_.name_full, says);
    }
  }

  void listing() {
    out_.listing = listings_.fit(reservation_, booking().property);
    const std::string listing = reservation_.listing.empty() ? "the mail names no listing"
                                                             : fmt::format("the mail says {}", reservation_.listing);
    switch (out_.listing) {
      case ListingFit::kKnown:
        return term("listing", bits_.listing_known, fmt::format("{}, which is {}", listing, booking().property));
      case ListingFit::kSimilar:
        return term("listing", bits_.listing_similar, fmt::format("{}, like {}", listing, booking().property));
      case ListingFit::kOnly:
        return term("listing", bits_.listing_only, "no other listing could be meant");
      case ListingFit::kUnknown:
        return term("listing", 0, fmt::format("{}; nothing says whether that is {}", listing, booking().property));
      case ListingFit::kOther:
        // A guest may be moved to another listing under the same code.
        if (!out_.same_code) veto(fmt::format("{}, which is another property", listing), true);
        return;
    }
  }

  void first_seen() {
    if (booking().first_seen + policy_.before < reservation_.since)
      term("first_seen", bits_.shown_before, "the feed showed it before the reservation was announced");
  }

  /// A "block" of Booking.com may be a stay: its feed writes both alike (calendar/read/blocks.h says which are sure).
  void forbid() {
    const auto& rejected = reservation_.rejected;
    if (std::find(rejected.begin(), rejected.end(), booking().id) != rejected.end())
      veto("a person said that it is not this stay", true);
    if (booking().block)
      veto("it is a block, nobody stays", true);
    else if (booking().state == BookingState::kCancelled)
      veto("it is cancelled", false);
    else if (booking().twin_of && !out_.same_code)
      veto("another feed shows the same stay", false);
  }

  const Reservation& reservation_;
  const Listings& listings_;
  const Policy& policy_;
  const Bits& bits_;
  Weighed out_;
};

bool is_near(const Booking& booking, const Reservation& reservation) {
  if (booking.block || booking.state == BookingState::kCancelled) return false;
  const auto near = [](Date a, const std::optional<Date>& b) { return b && std::chrono::abs(a - *b).count() <= 3; };
  return near(booking.check_in, reservation.check_in) || near(booking.check_out, reservation.check_out);
}

/// A channel manager's feed shows the stays of its channels again: of two bookings of one property with the same days
/// in two feeds, the one in the reservation's own feed stands for both.
void forbid_twins(std::vector<Weighed>& all, const std::string& issuer) {
  const auto rank = [&](const Weighed& one) {
    return std::tuple(one.same_code ? 0 : 1, one.booking->platform == issuer ? 0 : 1, one.booking->id);
  };
  for (Weighed& one : all)
    for (const Weighed& other : all) {
      const Booking &a = *one.booking, &b = *other.booking;
      const bool twins = !one.vetoed() && !other.vetoed() && a.source_feed_id != b.source_feed_id &&
                         a.property == b.property && a.check_in == b.check_in && a.check_out == b.check_out &&
                         (a.platform == "pms" || b.platform == "pms");
      if (twins && rank(other) < rank(one))
        one.match.veto = fmt::format("it is the stay that the {} feed shows", b.platform);
    }
}

bool are_twins(const Booking& a, const Booking& b) { return a.twin_of == b.id || b.twin_of == a.id; }

/// One stay in two feeds has one guest: what one feed says against the guest holds for the other, unless a code proves
/// it.
void forbid_by_twin(std::vector<Weighed>& all) {
  for (Weighed& one : all)
    for (const Weighed& other : all) {
      if (one.vetoed() || one.same_code || !other.other_name || !are_twins(*one.booking, *other.booking)) continue;
      if (other.booking->block || other.booking->state == BookingState::kCancelled) continue;
      one.match.veto = fmt::format("the {} feed names another guest of the same stay ({})", other.booking->platform,
                                   *other.booking->feed_name);
      one.contradicted = true;
    }
}

}  // namespace

bool same_kind_of_code(std::string_view a, std::string_view b) {
  const auto shape = [](std::string_view code) {
    std::string out;
    const auto prefix = code.find_first_of("0123456789-");
    const bool airbnb = code.size() == 10 && code.starts_with("HM");
    if (airbnb) return std::string("HM");
    if (prefix == 0 || prefix == std::string_view::npos) return fmt::format("{}:{}", prefix == 0, code.size());
    return fmt::format("{}-", code.substr(0, prefix));
  };
  return shape(a) == shape(b);
}

std::vector<Weighed> weigh(const Reservation& reservation, std::span<const Booking> bookings, const Listings& listings,
                           const Policy& policy) {
  std::size_t rivals = 0;
  for (const Booking& one : bookings)
    if (may_hold(one.platform, reservation.issuer) && is_near(one, reservation)) ++rivals;
  std::vector<Weighed> all;
  for (const Booking& one : bookings)
    if (may_hold(one.platform, reservation.issuer))
      all.push_back(Comparing(reservation, one, listings, policy).run(rivals));
  forbid_by_twin(all);
  forbid_twins(all, reservation.issuer);
  std::sort(all.begin(), all.end(), [](const Weighed& a, const Weighed& b) {
    if (a.vetoed() != b.vetoed()) return b.vetoed();
    return a.match.score != b.match.score ? a.match.score > b.match.score : a.booking->id < b.booking->id;
  });
  return all;
}

}  // namespace connections::match
