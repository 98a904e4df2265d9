#include "rules/evaluation/date_checks.h"

#include <algorithm>

#include <fmt/format.h>

namespace connections::rules {
namespace {

using std::chrono::days;

constexpr int kMaxNights = 366;  ///< nights; longer is a mistaken reading
/// What is left of a sighting's confidence when its doubt is lifted: shown and usable, but never sure.
constexpr double kLiftedWeight = 0.7;

struct Pair {
  Field start, end;
};
constexpr Pair kPairs[]{{Field::kCheckIn, Field::kCheckOut},
                        {Field::kOriginalCheckIn, Field::kOriginalCheckOut},
                        {Field::kRequestedCheckIn, Field::kRequestedCheckOut}};

/// The strongest sighting of a field; one whose year is in the text beats one with a guessed year.
const Sighting* strongest(const std::vector<Sighting>& sightings, Field field) {
  const Sighting* best = nullptr;
  for (const Sighting& one : sightings) {
    if (one.field != field || one.dropped || one.stay != Sighting::kNoStay || !std::holds_alternative<Date>(one.value))
      continue;
    if (best == nullptr || std::pair(!one.year_guessed, one.evidence.confidence) >
                               std::pair(!best->year_guessed, best->evidence.confidence))
      best = &one;
  }
  return best;
}

Date with_year(Date date, int year) {
  const std::chrono::year_month_day day{date};
  return make_date(year, static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())).value_or(date);
}
int year_of(Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

/// Moves guessed dates of `field` to their first occurrence after `start`.
void move_behind(std::vector<Sighting>& sightings, Field field, Date start) {
  for (Sighting& one : sightings) {
    if (one.field != field || !one.year_guessed || one.dropped || one.stay != Sighting::kNoStay) continue;
    Date day = with_year(std::get<Date>(one.value), year_of(start));
    if (day <= start) day = with_year(day, year_of(start) + 1);
    one.value = day;
  }
}

/// Moves guessed dates of `field` to their last occurrence before `end`.
void move_before(std::vector<Sighting>& sightings, Field field, Date end) {
  for (Sighting& one : sightings) {
    if (one.field != field || !one.year_guessed || one.dropped || one.stay != Sighting::kNoStay) continue;
    Date day = with_year(std::get<Date>(one.value), year_of(end));
    if (day >= end) day = with_year(day, year_of(end) - 1);
    one.value = day;
  }
}

Fact* find(std::vector<Fact>& facts, Field field) {
  const auto found = std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.field == field; });
  return found == facts.end() ? nullptr : &*found;
}

void dispute(Fact& fact, const std::string& reason) {
  if (fact.state == FactState::kDisputed) return;
  fact.state = FactState::kDisputed;
  fact.reason = reason;
}

}  // namespace

void agree_on_years(std::vector<Sighting>& sightings) {
  for (const auto& [start_field, end_field] : kPairs) {
    const Sighting* start = strongest(sightings, start_field);
    const Sighting* end = strongest(sightings, end_field);
    if (start == nullptr || end == nullptr) continue;
    if (start->year_guessed && !end->year_guessed)
      move_before(sightings, start_field, std::get<Date>(end->value));
    else
      move_behind(sightings, end_field, std::get<Date>(start->value));
  }
}

void lift_confirmed_doubts(std::vector<Sighting>& sightings) {
  const auto confirmed = [&](const Sighting& doubted) {
    return std::any_of(sightings.begin(), sightings.end(), [&](const Sighting& other) {
      return other.field == doubted.field && other.doubt.empty() && !other.dropped &&
             other.evidence.rule != doubted.evidence.rule && same_value(other.value, doubted.value);
    });
  };
  for (const auto& [start_field, end_field] : kPairs)
    for (Sighting& end : sightings) {
      if (end.field != end_field || end.doubt.empty()) continue;
      const bool lift =
          std::any_of(sightings.begin(), sightings.end(), [&, start_field = start_field](const Sighting& start) {
            return start.field == start_field && !start.doubt.empty() && start.evidence.rule == end.evidence.rule &&
                   confirmed(start);
          });
      if (!lift) continue;
      end.doubt.clear();
      end.evidence.confidence = Confidence(end.evidence.confidence.value() * kLiftedWeight);
    }
}

bool guesses_a_year(const std::vector<Sighting>& sightings) {
  for (const Field field : {Field::kCheckIn, Field::kCheckOut}) {
    bool guessed = false, told = false;
    for (const Sighting& one : sightings)
      if (one.field == field && !one.dropped && one.stay == Sighting::kNoStay)
        (one.year_guessed ? guessed : told) = true;
    if (guessed && !told) return true;
  }
  return false;
}

void check_dates(std::vector<Fact>& facts) {
  for (const auto& [start_field, end_field] : kPairs) {
    Fact* start = find(facts, start_field);
    Fact* end = find(facts, end_field);
    if (start == nullptr || end == nullptr) continue;
    const auto nights = (std::get<Date>(end->value) - std::get<Date>(start->value)).count();
    std::string reason;
    if (nights <= 0)
      reason = "the check-out is not after the check-in";
    else if (nights > kMaxNights)
      reason = fmt::format("a stay of {} nights is too long to believe", nights);
    const Fact* said = start_field == Field::kCheckIn ? find(facts, Field::kNights) : nullptr;
    if (reason.empty() && said != nullptr && said->state == FactState::kAccepted &&
        std::get<int>(said->value) != nights)
      reason = fmt::format("the dates are {} nights apart, the mail says {}", nights, std::get<int>(said->value));
    if (reason.empty()) continue;
    dispute(*start, reason);
    dispute(*end, reason);
  }
}

}  // namespace connections::rules
