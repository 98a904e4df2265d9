#include "match/describe.h"

#include <fmt/format.h>

namespace connections::match {
namespace {

std::string listing_text(const Reservation& reservation) {
  if (!reservation.listing.empty()) return reservation.listing;
  return reservation.listing_texts.empty() ? std::string() : reservation.listing_texts.front();
}

std::string listing_detail(const Weighed& one, const Reservation& reservation) {
  const std::string text = listing_text(reservation);
  const std::string says = text.empty() ? "the mail names no listing" : fmt::format("the mail says {}", text);
  const std::string& property = one.booking->property;
  switch (one.listing) {
    case ListingFit::kKnown:
      return fmt::format("{}, which is {}", says, property);
    case ListingFit::kSimilar:
      return fmt::format("{}, like {}", says, property);
    case ListingFit::kOnly:
      return "no other listing could be meant";
    case ListingFit::kUnknown:
      return fmt::format("{}; nothing says whether that is {}", says, property);
    case ListingFit::kOther:
      return fmt::format("{}, which is another property", says);
  }
  return says;
}

/// What the two say, as an explanation of a comparison and as the {mail} and {feed} of a veto's reason.
struct Said {
  std::string mail, feed, detail;
};

Said said_of(Comparison what, const Weighed& one, const Reservation& reservation) {
  const Booking& stay = *one.booking;
  const auto feed_says = [](std::string mail, std::string feed) {
    return Said{std::move(mail), feed, fmt::format("the feed says {}", feed)};
  };
  const auto text = [](const auto& day) { return day ? to_iso(*day) : std::string(); };
  const auto count = [](const std::optional<int>& number) { return number ? std::to_string(*number) : std::string(); };
  switch (what) {
    case Comparison::kCode: {
      const std::string code = stay.code.value_or("");
      const std::string mail = reservation.codes.empty() ? "" : reservation.codes.front().second;
      return {mail, code,
              one.same_code ? fmt::format("{} is the code in the feed", code) : fmt::format("the feed says {}", code)};
    }
    case Comparison::kCheckIn:
      return feed_says(text(reservation.check_in), to_iso(stay.check_in));
    case Comparison::kCheckOut:
      return feed_says(text(reservation.check_out), to_iso(stay.check_out));
    case Comparison::kNights:
      return feed_says(count(reservation.nights), std::to_string((stay.check_out - stay.check_in).count()));
    case Comparison::kPhone: {
      const std::string mail = reservation.phones_last4.empty() ? "" : reservation.phones_last4.front();
      const std::string feed = stay.phone_last4.value_or("");
      return {mail, feed, fmt::format("the feed says …{}, the mail …{}", feed, mail)};
    }
    case Comparison::kName:
      return feed_says(reservation.guest, std::string(one.feed_guest));
    case Comparison::kListing:
      return {listing_text(reservation), stay.property, listing_detail(one, reservation)};
    case Comparison::kFirstSeen:
      return {to_rfc3339(reservation.since), to_rfc3339(stay.first_seen),
              one.of(what) > 0 ? "the feed showed it before the reservation was announced"
                               : "the feed showed it after the reservation was announced"};
    case Comparison::kGuestCount:
      return feed_says(count(reservation.guest_count), count(stay.guest_count));
    case Comparison::kChannel:
      return feed_says(reservation.issuer, stay.platform);
  }
  return {};
}

/// " (common.check_in: same)", and what the site changed of it.
std::string rule_of(const Weighting& weighting, int distance) {
  if (weighting.levels.empty()) return {};
  const std::size_t level = distance == kMissing ? weighting.levels.size() : weighting.level_of(distance);
  const std::string name = level < weighting.levels.size() ? weighting.levels[level].name : "missing";
  return fmt::format(" ({}: {}{}{})", weighting.id, name, weighting.changed.empty() ? "" : "; ", weighting.changed);
}

void replace(std::string& text, std::string_view what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

}  // namespace

std::string veto_of(const Weighed& one, const Reservation& reservation) {
  if (!one.forbidden.empty()) return one.forbidden;
  if (one.veto == nullptr)
    return one.twin == nullptr ? "" : fmt::format("it is the stay that the {} feed shows", one.twin->platform);
  std::string reason = one.veto->reason;
  if (!one.veto->when) return reason;
  const Said said = said_of(one.veto->when->what, one, reservation);
  replace(reason, "{mail}", said.mail);
  replace(reason, "{feed}", said.feed);
  return reason;
}

CandidateMatch describe(const Weighed& one, const Reservation& reservation, std::size_t near, const MatchRules& rules) {
  CandidateMatch out;
  out.booking = one.booking->id;
  out.score = one.score;
  out.veto = veto_of(one, reservation);
  out.terms.push_back({"prior", prior_bits(rules, near), fmt::format("{} stays could be meant", near)});
  const auto bits = bits_of(rules, one.distance);
  for (const ComparisonInfo& what : all_comparisons()) {
    const double worth = bits[static_cast<std::size_t>(what.what)];
    const bool unknown = what.what == Comparison::kListing;  // that nothing is known of it says what to do
    if (worth != 0 || unknown)
      out.terms.push_back(
          {std::string(what.name), worth,
           said_of(what.what, one, reservation).detail + rule_of(rules.of(what.what), one.of(what.what))});
  }
  return out;
}

}  // namespace connections::match
