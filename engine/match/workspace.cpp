#include "match/workspace.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "match/describe.h"
#include "model/reason_codes.h"

namespace connections::match {
namespace {

double least_floor(const Policy& policy) {
  double floor = policy.common.review_at;
  for (const auto& [platform, rules] : policy.by_platform) floor = std::min(floor, rules.review_at);
  return floor;
}

bool earlier(const Case* a, const Case* b) {
  const StoryMail &one = *a->reservation.mails.front(), &other = *b->reservation.mails.front();
  return std::tie(one.received, one.id) < std::tie(other.received, other.id);
}

/// Every check-in that one of its mails gives.
std::set<Date> arrivals_of(const Reservation& reservation) {
  std::set<Date> days;
  for (const StoryMail* mail : reservation.mails)
    if (const auto day = mail->facts.accepted<Date>(Field::kCheckIn)) days.insert(*day);
  return days;
}

}  // namespace

Workspace::Workspace(const SolveInput& input, Policy policy)
    : input_(input),
      policy_(std::move(policy)),
      floor_(least_floor(policy_)),
      seen_(input.seen.begin(), input.seen.end()),
      index_(input.bookings, policy_.no_names) {
  for (const FormerStay& one : input.former) former_.emplace(std::tuple(one.feed, one.check_in, one.check_out), &one);
  for (const SeenListing& one : seen_) known_.emplace(one.platform, one.listing);
  build_listings();
}

void Workspace::build_listings() { listings_.emplace(input_.feeds, input_.links, seen_, policy_.platforms); }

std::vector<Outcome> Workspace::solve() {
  cases_.clear(), rows_of_stay_.clear(), by_arrival_.clear(), by_code_.clear();
  std::vector<const StoryMail*> mails;
  for (const StoryMail& one : input_.mails) mails.push_back(&one);
  for (const StoryMail& one : added_) mails.push_back(&one);
  add_cases(mails);
  std::set<Row> all;
  for (const auto& [row, one] : cases_) all.insert(all.end(), row);
  assign_stays(all);
  return conclude(all);
}

std::vector<Outcome> Workspace::add(StoryMail mail) {
  const StoryMail& added = added_.emplace_back(std::move(mail));
  const std::string issuer = policy_.platforms.issuer_of(added.facts);
  if (const std::string listing = listing_of(added.facts); !listing.empty()) {
    const bool several = listings_->several(issuer);
    if (known_.emplace(issuer, listing).second) {
      seen_.push_back({issuer, listing});
      build_listings();
    }
    if (listings_->several(issuer) != several) return solve();  // "no other could be meant" is over for all of them
  }
  const std::set<Row> old = rows_of_days(added);
  std::set<Row> touched = connected(old);
  std::vector<const StoryMail*> mails{&added};
  for (const Row row : old) {
    const auto& theirs = cases_.at(row).reservation.mails;
    mails.insert(mails.end(), theirs.begin(), theirs.end());
    remove(row);
    touched.erase(row);
  }
  const Row first_new = next_row_;
  add_cases(mails);
  for (Row row = first_new; row < next_row_; ++row) touched.insert(row);
  touched = connected(touched);
  assign_stays(touched);
  return conclude(touched);
}

void Workspace::add_cases(std::span<const StoryMail* const> mails) {
  auto reservations = reservations_of(mails, policy_.platforms);
  for (const Reservation& one : reservations) note_held(one);
  for (Reservation& one : reservations) add_case(std::move(one));
}

/// A stay that a person gave to a guest is no other guest's.
void Workspace::note_held(const Reservation& reservation) {
  if (!reservation.named || reservation.speaker == nullptr || !reservation.speaker->closed_by_person) return;
  const Booking* stay = index_.find(*reservation.named);
  const bool live = stay != nullptr && stay->state != BookingState::kCancelled && stay->guest_name;
  if (!live || stay->guest_name_source != ValueSource::kMail) return;
  if (compare_names(*stay->guest_name, reservation.guest) != NameAgreement::kNone)
    held_.emplace(stay->id, *stay->guest_name);
}

void Workspace::add_case(Reservation reservation) {
  const Row row = next_row_++;
  Case& one = cases_.emplace_hint(cases_.end(), row, Case{})->second;
  one.reservation = std::move(reservation);
  const Reservation& story = one.reservation;
  one.rules = &policy_.of(story.issuer);
  one.weighing = weigh(story, index_, *listings_, *one.rules);
  for (Weighed& stay : one.weighing.stays)
    if (const auto held = held_.find(stay.booking->id); held != held_.end() && !stay.vetoed())
      if (compare_names(held->second, story.guest) == NameAgreement::kNone)
        stay.forbidden = fmt::format("a person gave it to {}", held->second);
  if (story.speaker != nullptr) {
    one.doubts = doubts_of(*story.speaker, *one.rules, policy_.platforms);
    const bool live = story.state == ReservationState::kConfirmed || story.state == ReservationState::kAltered;
    one.contends = live && one.doubts.empty() && !story.names_disagree && !story.speaker->closed_by_person;
  }
  find_named(one);
  for (const Weighed& stay : one.weighing.stays)
    if (connects(one, stay)) rows_of_stay_[stay.position].push_back(row);
  for (const Date day : arrivals_of(story)) by_arrival_[day].insert(row);
  for (const auto& code : story.codes) by_code_[code] = row;
}

void Workspace::find_named(Case& one) const {
  if (!one.reservation.named) return;
  one.by_code_only = true;
  const Booking* found = index_.find(*one.reservation.named);
  if (found == nullptr) return;
  const Booking& booking = *found;
  if (booking.withdrawn) one.lost = &booking;
  if (booking.state == BookingState::kCancelled || !booking.guest_name) return;
  const bool agrees = compare_names(*booking.guest_name, one.reservation.guest) != NameAgreement::kNone;
  const auto& wrote = one.reservation.wrote;
  const bool own = booking.guest_name_source == ValueSource::kMail &&
                   std::find(wrote.begin(), wrote.end(), *booking.guest_name) != wrote.end();
  if (!agrees && !own) return;
  one.by_code_only = false;
  one.read_otherwise = !agrees;
  if (booking.guest_name_source == ValueSource::kMail) one.named = &booking;
}

void Workspace::remove(Row row) {
  const Case& one = cases_.at(row);
  for (const Weighed& stay : one.weighing.stays)
    if (const auto at = rows_of_stay_.find(stay.position); at != rows_of_stay_.end()) std::erase(at->second, row);
  for (const Date day : arrivals_of(one.reservation)) by_arrival_[day].erase(row);
  for (const auto& code : one.reservation.codes) by_code_.erase(code);
  cases_.erase(row);
}

/// The reservations that the mail may join, split or make ambiguous: those with a mail of its arrival or of its code,
/// and those that share an arrival with one of these, since a mail that leaves one reservation may join another.
std::set<Workspace::Row> Workspace::rows_of_days(const StoryMail& mail) const {
  std::set<Row> rows;
  std::set<Date> days;
  std::vector<Date> open;
  const auto visit = [&](const StoryMail& one) {
    if (const auto day = one.facts.accepted<Date>(Field::kCheckIn); day && days.insert(*day).second)
      open.push_back(*day);
  };
  const auto take = [&](Row row) {
    if (!rows.insert(row).second) return;
    for (const StoryMail* other : cases_.at(row).reservation.mails) visit(*other);
  };
  visit(mail);
  if (const auto code = mail.facts.accepted<std::string>(Field::kConfirmationCode))
    if (const auto at = by_code_.find({mail.facts.platform, *code}); at != by_code_.end()) take(at->second);
  while (!open.empty()) {
    const auto at = by_arrival_.find(open.back());
    open.pop_back();
    if (at == by_arrival_.end()) continue;
    for (const Row row : at->second) take(row);
  }
  return rows;
}

/// Whether what becomes of the stay matters to the reservation.
bool Workspace::connects(const Case& one, const Weighed& stay) const {
  return one.wants(stay) && (stay.score > one.rules->review_at || stay.same_code || stay.same_dates);
}

std::set<Workspace::Row> Workspace::connected(const std::set<Row>& rows) const {
  std::set<Row> found = rows;
  std::vector<Row> open(rows.begin(), rows.end());
  while (!open.empty()) {
    const Case& one = cases_.at(open.back());
    open.pop_back();
    for (const Weighed& stay : one.weighing.stays) {
      if (!connects(one, stay)) continue;
      for (const Row other : rows_of_stay_.at(stay.position))
        if (found.insert(other).second) open.push_back(other);
    }
  }
  return found;
}

void Workspace::assign_stays(const std::set<Row>& rows) {
  std::vector<Case*> of_row;
  std::map<std::size_t, std::size_t> column_of;  // by position
  std::vector<const Booking*> of_column;
  std::vector<Edge> edges;
  std::map<std::size_t, std::vector<std::pair<Row, const Weighed*>>> claims;  // by position
  for (const Row row : rows) {
    Case& one = cases_.at(row);
    one.assigned.reset(), one.target = nullptr, one.rivals.clear();
    for (const Weighed& stay : one.weighing.stays) {
      if (!connects(one, stay)) continue;
      const auto [column, added] = column_of.try_emplace(stay.position, of_column.size());
      if (added) of_column.push_back(stay.booking);
      if (stay.score > one.rules->review_at) edges.push_back({of_row.size(), column->second, stay.score});
      if (stay.same_code || stay.same_dates) claims[stay.position].emplace_back(row, &stay);
    }
    of_row.push_back(&one);
  }
  const auto assigned = assign(of_row.size(), of_column.size(), edges, floor_, policy_.component_limit);
  for (std::size_t i = 0; i < of_row.size(); ++i) {
    if (!assigned[i]) continue;
    of_row[i]->assigned = assigned[i];
    of_row[i]->target = of_row[i]->weighed_of(of_column[assigned[i]->column]->id);
  }
  for (const auto& [position, claimed] : claims) contest(claimed);
  for (Case* one : of_row) one->stay_was_replaced = was_replaced(*one);
}

/// Whether the target's days belonged to another stay when the reservation was confirmed, and no other reservation is
/// known that this one was.
bool Workspace::was_replaced(const Case& one) const {
  if (one.target == nullptr || one.target->same_code || one.target->same_phone) return false;
  if (one.target->feed_name != NameAgreement::kNone) return false;
  const Booking& stay = *one.target->booking;
  const auto [begin, end] = former_.equal_range({stay.source_feed_id, stay.check_in, stay.check_out});
  return std::any_of(begin, end, [&](const auto& entry) {
    const FormerStay& former = *entry.second;
    return former.booking != stay.id && former.left >= one.reservation.confirmed && !is_explained(former, one);
  });
}

/// Whether the stay that left is known to be another reservation's: one that named it, or was cancelled.
bool Workspace::is_explained(const FormerStay& former, const Case& except) const {
  return std::any_of(cases_.begin(), cases_.end(), [&](const auto& entry) {
    const Reservation& story = entry.second.reservation;
    if (&entry.second == &except) return false;
    if (former.booking && story.named == former.booking) return true;
    return story.state == ReservationState::kCancelled && story.check_in == former.check_in &&
           story.check_out == former.check_out && story.issuer == except.reservation.issuer;
  });
}

/// Bits for the stay over what else the reservation could get: one that fits others as well claims little of this one.
double Workspace::claim(const Case& one, const Weighed& stay) const {
  double others = 1;
  for (const Weighed& other : one.weighing.stays)
    if (other.booking != stay.booking && connects(one, other)) others += std::exp2(other.score);
  return stay.score - std::log2(others);
}

/// Reservations that claim one stay as well as each other: none of them may have it.
void Workspace::contest(const std::vector<std::pair<Row, const Weighed*>>& claims) {
  if (claims.size() < 2) return;
  for (const auto& [other_row, theirs] : claims) {
    const Case& other = cases_.at(other_row);
    const double claimed = claim(other, *theirs);
    for (const auto& [row, mine] : claims) {
      Case& one = cases_.at(row);
      const bool lesser = mine->same_code && !theirs->same_code;
      if (row != other_row && !lesser && claimed > mine->score - one.rules->update_at())
        one.rivals[mine->booking].insert(other.reservation.guest);
    }
  }
}

std::optional<TakeBack> Workspace::take_back(const Case& one) const {
  const bool cancelled = one.reservation.state == ReservationState::kCancelled;
  if (cancelled && one.named == nullptr && one.lost != nullptr)
    return TakeBack{one.lost->id, {reason::kCancelled, "a later mail says that the reservation is cancelled"}};
  if (one.named == nullptr) return std::nullopt;
  const BookingId& id = one.named->id;
  if (cancelled) return TakeBack{id, {reason::kCancelled, "a later mail says that the reservation is cancelled"}};
  // What a person accepted stands until its reservation is cancelled.
  if (one.reservation.speaker != nullptr && one.reservation.speaker->closed_by_person) return std::nullopt;
  const Weighed* weighed = one.weighed_of(id);
  if (weighed != nullptr && weighed->contradicted)
    return TakeBack{id, {"contradicted", veto_of(*weighed, one.reservation)}};
  if (weighed == nullptr || weighed->same_code || !weighed->same_dates) return std::nullopt;
  if (const auto rivals = one.rivals.find(one.named); rivals != one.rivals.end())
    return TakeBack{id,
                    {"contested", fmt::format("the mail of {} could be about the same stay", *rivals->second.begin())}};
  return std::nullopt;
}

std::vector<Outcome> Workspace::conclude(const std::set<Row>& rows) {
  std::vector<Case*> ordered;
  for (const Row row : rows) ordered.push_back(&cases_.at(row));
  std::sort(ordered.begin(), ordered.end(), earlier);
  std::vector<Outcome> outcomes;
  for (Case* one : ordered) conclude(*one, outcomes);
  std::stable_partition(outcomes.begin(), outcomes.end(), [](const Outcome& one) { return one.take_back.has_value(); });
  return outcomes;
}

void Workspace::conclude(Case& one, std::vector<Outcome>& outcomes) const {
  const Reservation& story = one.reservation;
  const auto lost = take_back(one);
  const Booking* const named = std::exchange(one.named, lost ? nullptr : one.named);
  std::optional<Verdict> spoken;
  std::optional<Decision> speaks;
  if (story.speaker != nullptr) {
    speaks = decide_case(one, *listings_, input_.now, input_.calendars_complete);
    spoken = speaks->verdict;
  }
  bool told = !lost;
  for (const StoryMail* mail : story.mails) {
    const bool is_speaker = mail == story.speaker;
    const bool cancels = lost && lost->reason.code == reason::kCancelled && mail->facts.kind == MailKind::kCancellation;
    const bool carries = !told && (lost->reason.code == reason::kCancelled ? cancels && mail->open : is_speaker);
    // A reservation that lost its stay and finds it again by its code is told, though nothing waited for it.
    const bool found_again = is_speaker && one.by_code_only && spoken == Verdict::kUpdate;
    if ((!mail->open && !carries && !found_again) || mail->closed_by_person) continue;
    outcomes.push_back({mail->id, is_speaker ? *speaks : decide_other(one, *mail, spoken, lost.has_value()), {}});
    if (carries) outcomes.back().take_back = lost, told = true;
  }
  if (!told && speaks) outcomes.push_back({story.speaker->id, *speaks, lost});
  one.named = named;
}

}  // namespace connections::match
