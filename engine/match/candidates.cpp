#include "match/candidates.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace connections::match {
namespace {

/// A PMS mail may be about a booking of any channel's feed; every other platform only about its own.
bool same_platform(const Extraction& facts, const Booking& booking) {
  return facts.platform == "pms" || booking.platform == facts.platform;
}

double agreement(double agree, double by_chance) { return std::log2(agree / by_chance); }
double disagreement(double agree, double by_chance) { return std::log2((1 - agree) / (1 - by_chance)); }

void weigh_code(const Booking& booking, const std::optional<std::string>& code, const Policy& policy,
                Weighed& weighed) {
  if (!code || !booking.code) return;
  weighed.same_code = *code == *booking.code;
  if (weighed.same_code) {
    weighed.match.terms.push_back({"code", agreement(policy.code_agree, policy.code_by_chance),
                                   fmt::format("{} is the code in the feed", *code)});
    return;
  }
  weighed.match.terms.push_back(
      {"code", disagreement(policy.code_agree, policy.code_by_chance), fmt::format("the feed says {}", *booking.code)});
  weighed.match.veto = "it has another confirmation code";
}

void weigh_day(std::string_view what, Date booked, const std::optional<Date>& said, double agree, double by_chance,
               Weighed& weighed) {
  if (!said) return;
  const bool same = *said == booked;
  weighed.match.terms.push_back({std::string(what), same ? agreement(agree, by_chance) : disagreement(agree, by_chance),
                                 fmt::format("the feed says {}", to_iso(booked))});
}

void weigh_dates(const Booking& booking, const std::optional<Date>& check_in, const std::optional<Date>& check_out,
                 const Policy& policy, Weighed& weighed) {
  weigh_day("check_in", booking.check_in, check_in, policy.check_in_agree, policy.check_in_by_chance, weighed);
  weigh_day("check_out", booking.check_out, check_out, policy.check_out_agree, policy.check_out_by_chance, weighed);
  weighed.same_dates = check_in == booking.check_in && check_out == booking.check_out;
}

/// A "block" of Booking.com may be a stay: its feed writes both alike (calendar/read/blocks.h says which are sure).
void forbid(const Booking& booking, Weighed& weighed) {
  if (booking.block)
    weighed.match.veto = "it is a block, nobody stays";
  else if (booking.state == BookingState::kCancelled)
    weighed.match.veto = "it is cancelled";
}

}  // namespace

std::vector<Weighed> weigh(const MatchInput& input, const Policy& policy) {
  const auto code = input.facts.accepted<std::string>(Field::kConfirmationCode);
  const auto check_in = input.facts.accepted<Date>(Field::kCheckIn);
  const auto check_out = input.facts.accepted<Date>(Field::kCheckOut);
  std::vector<Weighed> all;
  for (const Booking& booking : input.bookings) {
    if (!same_platform(input.facts, booking)) continue;
    Weighed weighed{
        &booking,
        {booking.id, 0, {{"prior", std::log2(policy.prior / (1 - policy.prior)), "any booking, before looking"}}, {}}};
    weigh_code(booking, code, policy, weighed);
    weigh_dates(booking, check_in, check_out, policy, weighed);
    forbid(booking, weighed);
    for (const Term& term : weighed.match.terms) weighed.match.score += term.weight;
    all.push_back(std::move(weighed));
  }
  std::sort(all.begin(), all.end(), [](const Weighed& a, const Weighed& b) {
    if (a.vetoed() != b.vetoed()) return b.vetoed();
    return a.match.score != b.match.score ? a.match.score > b.match.score : a.booking->id < b.booking->id;
  });
  return all;
}

}  // namespace connections::match
