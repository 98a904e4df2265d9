#include "match/solve.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "match/booking_index.h"
#include "match/case.h"

namespace connections::match {
namespace {

class Solving {
 public:
  Solving(const SolveInput& input, const Policy& policy)
      : input_(input), policy_(policy), listings_(input.feeds, input.links, input.seen), index_(input.bookings) {}

  std::vector<Outcome> run() {
    for (Reservation& one : reservations_of(input_.mails)) add_case(std::move(one));
    hold_accepted();
    assign_stays();
    std::vector<Outcome> outcomes;
    for (Case& one : cases_) conclude(one, outcomes);
    std::stable_partition(outcomes.begin(), outcomes.end(),
                          [](const Outcome& one) { return one.take_back.has_value(); });
    return outcomes;
  }

 private:
  void add_case(Reservation reservation) {
    Case one{.reservation = std::move(reservation),
             .weighed = {},
             .doubts = {},
             .contends = false,
             .by_code_only = false,
             .named = nullptr,
             .read_otherwise = false,
             .lost = nullptr,
             .assigned = {},
             .target = nullptr,
             .rivals = {}};
    const Reservation& story = one.reservation;
    std::vector<Booking> near;  // small: copies keep weigh() simple
    std::vector<std::size_t> positions = index_.near(story);
    for (const std::size_t i : positions) near.push_back(input_.bookings[i]);
    one.weighed = weigh(story, near, listings_, policy_);
    for (Weighed& weighed : one.weighed) {  // point at the caller's bookings, which outlive this
      const auto at = std::find_if(positions.begin(), positions.end(),
                                   [&](std::size_t i) { return input_.bookings[i].id == weighed.match.booking; });
      weighed.booking = &input_.bookings[*at];
      position_[weighed.booking->id] = *at;
    }
    if (story.speaker != nullptr) {
      one.doubts = doubts_of(*story.speaker, policy_);
      const bool live = story.state == ReservationState::kConfirmed || story.state == ReservationState::kAltered;
      one.contends = live && one.doubts.empty() && !story.names_disagree && !story.speaker->closed_by_person;
    }
    find_named(one, positions);
    cases_.push_back(std::move(one));
  }

  void find_named(Case& one, const std::vector<std::size_t>& positions) const {
    if (!one.reservation.named) return;
    one.by_code_only = true;
    for (const std::size_t i : positions) {
      const Booking& booking = input_.bookings[i];
      if (booking.id != *one.reservation.named) continue;
      if (booking.withdrawn) one.lost = &booking;
      if (booking.state == BookingState::kCancelled || !booking.guest_name) continue;
      const bool agrees = compare_names(*booking.guest_name, one.reservation.guest) != NameAgreement::kNone;
      const auto& wrote = one.reservation.wrote;
      const bool own = booking.guest_name_source == ValueSource::kMail &&
                       std::find(wrote.begin(), wrote.end(), *booking.guest_name) != wrote.end();
      if (!agrees && !own) continue;
      one.by_code_only = false;
      one.read_otherwise = !agrees;
      if (booking.guest_name_source == ValueSource::kMail) one.named = &booking;
    }
  }

  /// A stay that a person gave to a guest is no other guest's.
  void hold_accepted() {
    std::map<BookingId, const std::string*> held;
    for (const Case& one : cases_)
      if (one.named != nullptr && one.reservation.speaker != nullptr && one.reservation.speaker->closed_by_person)
        held.emplace(one.named->id, &*one.named->guest_name);
    if (held.empty()) return;
    for (Case& one : cases_)
      for (Weighed& weighed : one.weighed) {
        const auto at = held.find(weighed.booking->id);
        if (at == held.end() || compare_names(*at->second, one.reservation.guest) != NameAgreement::kNone) continue;
        if (!weighed.vetoed()) weighed.match.veto = fmt::format("a person gave it to {}", *at->second);
      }
  }

  void assign_stays() {
    std::vector<Edge> edges;
    std::map<std::size_t, std::vector<std::size_t>> claims;  // stay → cases
    for (std::size_t row = 0; row < cases_.size(); ++row) {
      const Case& one = cases_[row];
      if (!one.contends) continue;
      for (const Weighed& weighed : one.weighed) {
        if (weighed.vetoed() || (one.by_code_only && !weighed.same_code)) continue;
        const std::size_t column = position_.at(weighed.booking->id);
        edges.push_back({row, column, weighed.match.score});
        if (weighed.same_code || weighed.same_dates) claims[column].push_back(row);
      }
    }
    const auto assigned =
        assign(cases_.size(), input_.bookings.size(), edges, policy_.review_at, policy_.component_limit);
    for (std::size_t row = 0; row < cases_.size(); ++row) {
      if (!assigned[row]) continue;
      cases_[row].assigned = assigned[row];
      cases_[row].target = cases_[row].weighed_of(input_.bookings[assigned[row]->column].id);
    }
    for (const auto& [column, rows] : claims) contest(input_.bookings[column].id, rows);
  }

  /// Reservations that claim one stay as well as each other: none of them may have it.
  void contest(const BookingId& stay, const std::vector<std::size_t>& rows) {
    for (const std::size_t row : rows)
      for (const std::size_t other : rows) {
        if (row == other) continue;
        const Weighed& mine = *cases_[row].weighed_of(stay);
        const Weighed& theirs = *cases_[other].weighed_of(stay);
        const bool lesser = mine.same_code && !theirs.same_code;
        const bool settled = cases_[other].target != nullptr && cases_[other].target->booking->id != stay &&
                             cases_[other].assigned->measure() >= policy_.update_at();
        if (!lesser && !settled && theirs.match.score > mine.match.score - policy_.update_at())
          cases_[row].rivals.push_back(cases_[other].reservation.guest);
      }
  }

  std::optional<TakeBack> take_back(const Case& one) const {
    const bool cancelled = one.reservation.state == ReservationState::kCancelled;
    if (cancelled && one.named == nullptr && one.lost != nullptr)
      return TakeBack{one.lost->id, {"cancelled", "a later mail says that the reservation is cancelled"}};
    if (one.named == nullptr) return std::nullopt;
    const BookingId& id = one.named->id;
    if (cancelled) return TakeBack{id, {"cancelled", "a later mail says that the reservation is cancelled"}};
    // What a person accepted stands until its reservation is cancelled.
    if (one.reservation.speaker != nullptr && one.reservation.speaker->closed_by_person) return std::nullopt;
    const Weighed* weighed = one.weighed_of(id);
    if (weighed != nullptr && weighed->contradicted) return TakeBack{id, {"contradicted", weighed->match.veto}};
    if (weighed != nullptr && !weighed->same_code && weighed->same_dates && !one.rivals.empty())
      return TakeBack{id,
                      {"contested", fmt::format("the mail of {} could be about the same stay", one.rivals.front())}};
    return std::nullopt;
  }

  void conclude(Case& one, std::vector<Outcome>& outcomes) const {
    const Reservation& story = one.reservation;
    const auto lost = take_back(one);
    if (lost) one.named = nullptr;
    std::optional<Verdict> spoken;
    std::optional<Decision> speaks;
    if (story.speaker != nullptr) {
      speaks = decide_case(one, listings_, input_.now, input_.calendars_complete, policy_);
      spoken = speaks->verdict;
    }
    bool told = !lost;
    for (const StoryMail* mail : story.mails) {
      const bool is_speaker = mail == story.speaker;
      const bool cancels = lost && lost->reason.code == "cancelled" && mail->facts.kind == MailKind::kCancellation;
      const bool carries = !told && (lost->reason.code == "cancelled" ? cancels && mail->open : is_speaker);
      // A reservation that lost its stay and finds it again by its code is told, though nothing waited for it.
      const bool found_again = is_speaker && one.by_code_only && spoken == Verdict::kUpdate;
      if ((!mail->open && !carries && !found_again) || mail->closed_by_person) continue;
      outcomes.push_back({mail->id, is_speaker ? *speaks : decide_other(one, *mail, spoken, lost.has_value()), {}});
      if (carries) outcomes.back().take_back = lost, told = true;
    }
    if (!told && speaks) outcomes.push_back({story.speaker->id, *speaks, lost});
  }

  const SolveInput& input_;
  const Policy& policy_;
  Listings listings_;
  BookingIndex index_;
  std::vector<Case> cases_;
  std::map<BookingId, std::size_t> position_;
};

}  // namespace

std::vector<Outcome> solve(const SolveInput& input, const Policy& policy) { return Solving(input, policy).run(); }

}  // namespace connections::match
