#include <array>

#include <fmt/format.h>

#include "corpus/generator/layouts.h"

namespace connections::corpus {
namespace {

constexpr std::array<const char*, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                              "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<const char*, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                           "Thursday", "Friday", "Saturday"};

std::chrono::year_month_day civil(Date date) { return std::chrono::year_month_day{date}; }

std::string short_day(Date date) { return fmt::format("{} {}", month_name(date).substr(0, 3), day_number(date)); }

}  // namespace

std::string month_name(Date date) { return kMonths[static_cast<std::size_t>(month_number(date) - 1)]; }
std::string weekday_name(Date date) { return kDays[std::chrono::weekday{date}.c_encoding()]; }
int day_number(Date date) { return static_cast<int>(static_cast<unsigned>(civil(date).day())); }
int month_number(Date date) { return static_cast<int>(static_cast<unsigned>(civil(date).month())); }
int year_number(Date date) { return static_cast<int>(civil(date).year()); }

Draft vrbo_instant(Dice& dice, const Stay& stay) {
  (void)dice;
  const std::string code = "HA-" + stay.letters.substr(0, 6), number = "#" + stay.digits.substr(0, 7);
  const bool crosses = year_number(stay.check_in) != year_number(stay.check_out);
  const std::string range = fmt::format("{}{} - {}, {}", short_day(stay.check_in),
                                        crosses ? fmt::format(", {}", year_number(stay.check_in)) : "",
                                        short_day(stay.check_out), year_number(stay.check_out));
  const auto nights = (stay.check_out - stay.check_in).count();
  Draft draft;
  draft.truth = {.bytes = {},
                 .platform = "vrbo",
                 .kind = "confirmed",
                 .guest_name = stay.guest_name,
                 .check_in = to_iso(stay.check_in),
                 .check_out = to_iso(stay.check_out),
                 .confirmation_code = code,
                 .listing = number,
                 .guest_count = stay.adults + stay.children};
  draft.mail.from_name = stay.guest_name;
  draft.mail.from_address = "sender@messages.homeaway.com";
  draft.mail.vouched_domain = "messages.homeaway.com";
  draft.mail.headers = {"X-Mediated-Message-Type: RESERVATION_CONFIRMED"};
  draft.mail.subject = fmt::format("Instant Booking from {}: {} - Vrbo {}", stay.guest_name, range, number);
  draft.mail.text = fmt::format(
      "Your booking is confirmed\n\nProperty\n   {}\nReservation ID\n   {}\nDates\n   {}, {} nights\nGuests\n   {} "
      "adults, {} children\nTraveler Name\n   {}\n",
      number, code, range, nights, stay.adults, stay.children, stay.guest_name);
  return draft;
}

Draft booking_new(Dice& dice, const Stay& stay) {
  (void)dice;
  Draft draft;
  draft.truth = {.bytes = {},
                 .platform = "booking",
                 .kind = "confirmed",
                 .guest_name = {},
                 .check_in = to_iso(stay.check_in),
                 .check_out = {},
                 .confirmation_code = stay.digits,
                 .listing = stay.listing,
                 .guest_count = {}};
  draft.mail.from_name = "Booking.com";
  draft.mail.from_address = "noreply@booking.com";
  draft.mail.vouched_domain = "booking.com";
  draft.mail.subject =
      fmt::format("Booking.com - New booking! ({}, {}, {} {} {})", stay.digits, weekday_name(stay.check_in),
                  day_number(stay.check_in), month_name(stay.check_in), year_number(stay.check_in));
  draft.mail.html = fmt::format(
      "<html><body><h1>{}</h1><p>Booking confirmation</p><p>{}</p><a "
      "href=\"https://admin.booking.com/manage/booking.html?res_id={}\">View</a></body></html>",
      stay.listing, stay.digits, stay.digits);
  return draft;
}

Draft booking_message(Dice& dice, const Stay& stay) {
  (void)dice;
  const auto day = [](Date date) {
    return fmt::format("{}, {} {} {}", weekday_name(date), day_number(date), month_name(date), year_number(date));
  };
  Draft draft;
  draft.truth = {.bytes = {},
                 .platform = "booking",
                 .kind = "message",
                 .guest_name = stay.guest_name,
                 .check_in = to_iso(stay.check_in),
                 .check_out = to_iso(stay.check_out),
                 .confirmation_code = stay.digits,
                 .listing = stay.listing,
                 .guest_count = {}};
  draft.mail.from_name = stay.guest_name + " via Booking.com";
  draft.mail.from_address = stay.digits + "-ab12.cd34.ef56@guest.booking.com";
  draft.mail.vouched_domain = "guest.booking.com";
  draft.mail.subject = "We received this message from " + stay.guest_name;
  draft.mail.text = fmt::format(
      "##- Please type your reply above this line -##\nBooking number: {}\nMessage from {}:\nIs there parking? My "
      "friend comes on 3 March 2031.\nReply\n\nBooking details\n"
      "Guest name:\n{}\nCheck-in:\n{}\nCheck-out:\n{}\nProperty name:\n{}\n",
      stay.digits, stay.guest_name, stay.guest_name, day(stay.check_in), day(stay.check_out), stay.listing);
  return draft;
}

Draft smoobu_new(Dice& dice, const Stay& stay) {
  const auto day = [](Date date) {
    return fmt::format("{:02}.{:02}.{:02}", day_number(date), month_number(date), year_number(date) % 100);
  };
  const bool german = dice.between(0, 1) == 0;
  Draft draft;
  draft.truth = {.bytes = {},
                 .platform = "pms",
                 .kind = "confirmed",
                 .guest_name = stay.guest_name,
                 .check_in = to_iso(stay.check_in),
                 .check_out = to_iso(stay.check_out),
                 .confirmation_code = {},
                 .listing = stay.listing,
                 .guest_count = stay.adults};
  draft.mail.from_name = "Smoobu";
  draft.mail.from_address = "service@smoobu.com";
  draft.mail.vouched_domain = "smoobu.com";
  draft.mail.subject = fmt::format("{} {}: {} – {}, {} (Expedia)", german ? "Neue Buchung für" : "Nueva reserva para",
                                   stay.listing, day(stay.check_in), day(stay.check_out), stay.guest_name);
  draft.mail.text = german ? fmt::format("{}\n\nAnreise: {}\nAbreise: {}\nGast: {}\nAnzahl: {}\n", stay.listing,
                                         day(stay.check_in), day(stay.check_out), stay.guest_name, stay.adults)
                           : fmt::format("{}\n\nLlegada: {}\nSalida: {}\nHuésped: {}\nNúmero: {}\n", stay.listing,
                                         day(stay.check_in), day(stay.check_out), stay.guest_name, stay.adults);
  return draft;
}

Draft newsletter(Dice& dice, const Stay& stay) {
  (void)dice;
  Draft draft;
  draft.truth.platform = draft.truth.kind = "other";
  draft.mail.from_name = "Tourism Weekly";
  draft.mail.from_address = "news@tourism.example";
  draft.mail.subject = "Five ideas for " + month_name(stay.check_in);
  draft.mail.text = "Reservation confirmed? Check-in at the fair, guests welcome.\n";
  return draft;
}

}  // namespace connections::corpus
