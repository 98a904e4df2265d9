#include "rules/evaluation/date_order.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace connections::rules {
namespace {

constexpr int kMaxNights = 366;  ///< nights; longer is a mistaken reading
constexpr DateOrder kOrders[]{DateOrder::kDayFirst, DateOrder::kMonthFirst};
constexpr std::pair<Field, Field> kPairs[]{{Field::kCheckIn, Field::kCheckOut},
                                           {Field::kOriginalCheckIn, Field::kOriginalCheckOut},
                                           {Field::kRequestedCheckIn, Field::kRequestedCheckOut}};

using Sightings = std::vector<Sighting>;

bool is_open(const Sighting& one) { return !one.dropped && one.only_if != DateOrder::kUnset; }
bool is_sure(const Sighting& one) { return !one.dropped && one.only_if == DateOrder::kUnset && one.doubt.empty(); }

/// The order that sure dates of the mail show; unset if none does, or if they contradict each other.
DateOrder shown_order(const Sightings& sightings) {
  std::set<DateOrder> shown;
  for (const Sighting& one : sightings)
    if (!one.dropped && one.only_if == DateOrder::kUnset && one.shows != DateOrder::kUnset) shown.insert(one.shows);
  return shown.size() == 1 ? *shown.begin() : DateOrder::kUnset;
}

/// The order whose reading another, sure date of the same field and stay confirms.
DateOrder confirmed_order(const Sightings& sightings) {
  std::set<DateOrder> confirmed;
  for (const Sighting& open : sightings)
    for (const Sighting& sure : sightings)
      if (is_open(open) && is_sure(sure) && sure.field == open.field && sure.stay == open.stay &&
          same_value(sure.value, open.value))
        confirmed.insert(open.only_if);
  return confirmed.size() == 1 ? *confirmed.begin() : DateOrder::kUnset;
}

/// The day of a field if the order is this one; nothing if several days are said.
std::optional<Date> day_of_field(const Sightings& sightings, Field field, std::size_t stay, DateOrder order) {
  std::set<Date> days;
  for (const Sighting& one : sightings)
    if (!one.dropped && one.field == field && one.stay == stay &&
        (one.only_if == order || one.only_if == DateOrder::kUnset) && std::holds_alternative<Date>(one.value))
      days.insert(std::get<Date>(one.value));
  return days.size() == 1 ? std::optional(*days.begin()) : std::nullopt;
}

std::optional<int> nights_said(const Sightings& sightings, std::size_t stay) {
  std::set<int> said;
  for (const Sighting& one : sightings)
    if (!one.dropped && one.field == Field::kNights && one.stay == stay) said.insert(std::get<int>(one.value));
  return said.size() == 1 ? std::optional(*said.begin()) : std::nullopt;
}

bool is_open_in(const Sightings& sightings, Field field, std::size_t stay) {
  return std::any_of(sightings.begin(), sightings.end(),
                     [&](const Sighting& one) { return is_open(one) && one.field == field && one.stay == stay; });
}

/// The only order that makes a stay of both dates, of the number of nights that the mail names if it does, and that
/// begins no earlier than it can.
DateOrder possible_order(const Sightings& sightings, std::pair<Field, Field> pair, std::size_t stay,
                         std::optional<Date> earliest) {
  if (!is_open_in(sightings, pair.first, stay) && !is_open_in(sightings, pair.second, stay)) return DateOrder::kUnset;
  const auto nights = pair.first == Field::kCheckIn ? nights_said(sightings, stay) : std::nullopt;
  std::vector<DateOrder> possible;
  for (const DateOrder order : kOrders) {
    const auto start = day_of_field(sightings, pair.first, stay, order);
    const auto end = day_of_field(sightings, pair.second, stay, order);
    if (!start || !end) return DateOrder::kUnset;
    const auto length = (*end - *start).count();
    const bool is_over = pair.first == Field::kCheckIn && earliest && *start < *earliest;
    if (length > 0 && length <= kMaxNights && (!nights || *nights == length) && !is_over) possible.push_back(order);
  }
  return possible.size() == 1 ? possible.front() : DateOrder::kUnset;
}

void choose(Sightings& sightings, DateOrder order) {
  for (Sighting& one : sightings) {
    if (!is_open(one)) continue;
    if (one.only_if == order) {
      one.only_if = DateOrder::kUnset;
      one.doubt.clear();
    } else {
      one.dropped = true;
      one.drop_reason = order == DateOrder::kDayFirst ? "the mail proves that the day comes first"
                                                      : "the mail proves that the month comes first";
    }
  }
}

DateOrder proven_order(const Sightings& sightings, std::optional<Date> earliest) {
  if (const DateOrder shown = shown_order(sightings); shown != DateOrder::kUnset) return shown;
  if (const DateOrder confirmed = confirmed_order(sightings); confirmed != DateOrder::kUnset) return confirmed;
  std::set<DateOrder> possible;
  std::set<std::size_t> stays;
  for (const Sighting& one : sightings)
    if (is_open(one)) stays.insert(one.stay);
  for (const std::size_t stay : stays)
    for (const auto& pair : kPairs)
      if (const DateOrder order = possible_order(sightings, pair, stay, earliest); order != DateOrder::kUnset)
        possible.insert(order);
  return possible.size() == 1 ? *possible.begin() : DateOrder::kUnset;
}

}  // namespace

std::vector<Problem> settle_date_orders(Sightings& sightings, std::optional<Date> earliest) {
  if (std::none_of(sightings.begin(), sightings.end(), is_open)) return {};
  if (const DateOrder order = proven_order(sightings, earliest); order != DateOrder::kUnset) choose(sightings, order);
  std::set<std::string> said;
  std::vector<Problem> problems;
  for (const Sighting& one : sightings)
    if (is_open(one) && said.insert(std::string(name(one.field)) + one.doubt).second)
      problems.push_back({"date_order_unknown", fmt::format("{}: {}", name(one.field), one.doubt)});
  return problems;
}

}  // namespace connections::rules
