#include "corpus/generator/variation/facts/rows.h"

#include <fmt/format.h>

#include "corpus/generator/variation/facts/party.h"
#include "corpus/generator/variation/facts/phrases.h"

namespace connections::corpus {
namespace {

using Rows = std::vector<Row>;

/// One way of writing facts: its rows stay together, in this order.
struct Group {
  Rows rows;
  std::string form = {};
};

Group guest_rows(const Language& language, Dice& dice, const GuestName& guest, std::string& printed) {
  printed = guest.whole;
  const int sort = dice.between(0, 9);
  if (sort < 2 && guest.whole != guest.given + " " + guest.family)  // which name is which could be told in two ways
    return {{{language.pick("labels.guest", dice), guest.whole}}, "name"};
  switch (sort) {
    case 0:
      return {{{language.pick("labels.first_name", dice), guest.given},
               {language.pick("labels.last_name", dice), guest.family}},
              "two_names"};
    case 1:
      printed = guest.family + ", " + guest.given;
      return {{{language.pick("labels.surname_first", dice), printed}}, "surname_first"};
    case 2:
      return {{{language.pick("labels.guest", dice), fill(language.pick("honorific", dice), {{"", guest.whole}})}},
              "addressed"};
    default:
      return {{{language.pick("labels.guest", dice), guest.whole}}, "name"};
  }
}

/// How a mail writes times of day: both alike, on the line of their date.
struct TimeForm {
  enum class Place : std::uint8_t { kNone, kComma, kBrackets, kBlank };
  Place place = Place::kNone;
  std::string clock, from, until;  ///< patterns of "date.*"
};

TimeForm pick_time_form(const Language& language, Dice& dice) {
  const int sort = dice.between(0, 8);  // two of three mails print none
  return {static_cast<TimeForm::Place>(sort <= 3 ? sort : 0), language.pick("date.clock", dice),
          language.pick("date.from", dice), language.pick("date.until", dice)};
}

std::string with_time(const TimeForm& form, const std::string& date, int hour, const std::string& bound) {
  const std::string clock = fill(form.clock, {{"H", fmt::format("{:02}", hour)},
                                              {"h", std::to_string(hour > 12 ? hour - 12 : hour)},
                                              {"ap", hour < 12 ? "AM" : "PM"}});
  switch (form.place) {
    case TimeForm::Place::kComma:
      return date + ", " + clock;
    case TimeForm::Place::kBrackets:
      return date + " (" + fill(bound, {{"t", clock}}) + ")";
    case TimeForm::Place::kBlank:
      return date + " " + fill(bound, {{"t", clock}});
    case TimeForm::Place::kNone:
      break;
  }
  return date;
}

Group date_rows(const Language& language, Dice& dice, const Reservation& stay) {
  if (dice.between(0, 6) == 0)
    return {{{language.pick("labels.stay", dice), write_range(language, dice, stay.check_in, stay.check_out)}},
            "range"};
  const DateForm form = pick_date_form(language, dice, stay.check_in, stay.check_out);
  const std::string in = write_date(language, form.pattern, stay.check_in),
                    out = write_date(language, form.pattern, stay.check_out);
  if (dice.between(0, 7) == 0)
    return {{{language.pick("labels.stay", dice), in + language.pick("date.to", dice) + out}}, form.name + "_range"};
  const auto pair = dice.next() % language.all("labels.check_in").size();
  const TimeForm time = pick_time_form(language, dice);
  const int arrival = dice.between(14, 17), departure = dice.between(9, 11);
  return {{{language.all("labels.check_in")[pair], with_time(time, in, arrival, time.from)},
           {language.all("labels.check_out")[pair], with_time(time, out, departure, time.until)}},
          form.name + (time.place == TimeForm::Place::kNone ? "" : "_timed")};
}

Group party_rows(const Language& language, Dice& dice, const Reservation& stay) {
  switch (dice.between(0, 4)) {
    case 0:
      return {{{language.pick("labels.adults", dice), std::to_string(stay.adults)},
               {language.pick("labels.children", dice), std::to_string(stay.children)}},
              "two_counts"};
    case 1:
      return {{{language.pick("labels.party", dice), std::to_string(stay.guests())}}, "bare_count"};
    case 2:
      return {{{language.pick("labels.party", dice), party_as_guests(language, stay)}}, "guests"};
    default:
      return {{{language.pick("labels.party", dice), party_by_age(language, stay, language.pick("count.and", dice))}},
              "ages"};
  }
}

/// What else such mails say: telephone, channel, price, the day of booking (a date that is none of the stay's).
std::vector<Group> extra_rows(const Language& language, Dice& dice, const Reservation& stay) {
  std::vector<Group> all;
  const auto add = [&](std::string_view label, std::string value) {
    if (dice.between(0, 2) == 0) all.push_back({{{language.pick(label, dice), std::move(value)}}});
  };
  static constexpr std::array<std::string_view, 5> kChannels{"Booking.com", "Airbnb", "Expedia", "Vrbo", "Website"};
  add("labels.phone", "+49 555 0" + stay.digits.substr(0, 6));
  add("labels.email", "guest" + stay.digits.substr(4) + "@example.com");
  add("labels.channel", std::string(dice.pick(kChannels)));
  add("labels.total", amount(dice, ',') + " EUR");
  add("labels.nights",
      dice.between(0, 1) == 0 ? std::to_string(stay.nights()) : counted(language, "count.night", stay.nights()));
  add("labels.booked_on", write_date(language, language.one("date.dated"), day_of(stay.mailed)));
  return all;
}

void shuffle(std::vector<Group>& groups, Dice& dice) {
  for (std::size_t left = groups.size(); left > 1; --left) std::swap(groups[left - 1], groups[dice.next() % left]);
}

}  // namespace

FactRows fact_rows(const Language& language, Dice& dice, const Reservation& stay, const Shown& shown) {
  FactRows facts;
  std::vector<Group> groups;
  if (shown.extras) groups = extra_rows(language, dice, stay);
  if (shown.guest) groups.push_back(guest_rows(language, dice, stay.guest, facts.guest_name));
  if (shown.listing) groups.push_back({{{language.pick("labels.listing", dice), stay.listing}}});
  if (shown.dates) groups.push_back(date_rows(language, dice, stay));
  if (shown.party) groups.push_back(party_rows(language, dice, stay));
  if (shown.code) groups.push_back({{{language.pick("labels.code", dice), *shown.code}}});
  shuffle(groups, dice);
  for (Group& group : groups) {
    facts.rows.insert(facts.rows.end(), group.rows.begin(), group.rows.end());
    if (!group.form.empty()) facts.form += (facts.form.empty() ? "" : "+") + group.form;
  }
  return facts;
}

}  // namespace connections::corpus
