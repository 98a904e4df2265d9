#include <fmt/format.h>

#include "corpus/generator/variation/airbnb_words.h"
#include "corpus/generator/variation/facts/date_text.h"
#include "corpus/generator/variation/facts/party.h"
#include "corpus/generator/variation/facts/phrases.h"
#include "corpus/generator/variation/notice.h"

/// Airbnb's mails: subject, order and links are those of mail-formats.md (1.1–1.7); layout and words vary.
namespace connections::corpus {
namespace {

struct Context {
  const Language& language;
  Dice& dice;
  const Reservation& stay;
  Values values;
  std::string mail_template = {};

  [[nodiscard]] std::string say(const char* key) const {
    return fill(language.one(std::string("airbnb.") + key), values);
  }
  [[nodiscard]] Block linked(std::string text, const std::string& path) const {
    return link(std::move(text), airbnb_link(stay, path, mail_template));
  }
};

std::string room_path(const Reservation& stay) { return "/rooms/7" + stay.digits; }

/// Check-in, checkout and the guests, as confirmations, requests and inquiries show them.
void add_stay(Notice& notice, Context& at) {
  const std::size_t form = at.dice.next() % at.language.all("date.yearless").size();
  const bool timed = at.dice.between(0, 2) == 0;
  const auto day = [&](Date date, const char* time) {
    return airbnb_date(at.language, form, date, at.stay.mailed) + (timed ? time : "");
  };
  notice.sheet.blocks.push_back(
      table({{at.say("in"), day(at.stay.check_in, " 15:00")}, {at.say("out"), day(at.stay.check_out, " 11:00")}}));
  notice.sheet.blocks.push_back(
      table({{at.say("party"),
              party_by_age(at.language, at.stay, ", ", at.language.has("airbnb.adult") ? "airbnb." : "count.")}}));
  notice.form = form == 0 ? "yearless" : "yearless_weekday";
}

void confirmed(Notice& notice, Context& at) {
  auto& blocks = notice.sheet.blocks;
  const std::string details = "/hosting/reservations/details/HM" + at.stay.letters;
  blocks = {heading(at.say("headline")), line(at.dice.between(0, 3) == 0 ? at.stay.guest.given : at.stay.guest.whole),
            line(at.say("verified"))};
  if (at.dice.between(0, 1) == 0) blocks.push_back(quote(guest_words(at.language, at.dice, at.stay)));
  blocks.push_back(at.linked(at.say("send"), "/hosting/thread/2" + at.stay.digits));
  blocks.push_back(at.linked(at.stay.listing, room_path(at.stay)));
  blocks.push_back(line(at.say("room")));
  add_stay(notice, at);
  blocks.push_back(table({{at.say("code"), "HM" + at.stay.letters}}));
  blocks.push_back(at.linked("HM" + at.stay.letters, details));
  blocks.push_back(table({{at.say("earn"), amount(at.dice, '.')}}));
  tell_stay(notice.truth, at.stay);
  notice.truth.confirmation_code = "HM" + at.stay.letters;
}

void cancelled(Notice& notice, Context& at) {
  notice.sheet.blocks = {line(at.say("cancelled_line")),
                         at.linked("HM" + at.stay.letters, "/hosting/reservations/canceled")};
  notice.form = "range";
  tell_stay(notice.truth, at.stay);
  notice.truth.guest_name = at.stay.guest.given;
  notice.truth.confirmation_code = "HM" + at.stay.letters;
  notice.truth.listing.reset();
  notice.truth.guest_count.reset();
}

/// A request has its code only in the link; an inquiry has none.
void asked(Notice& notice, Context& at, bool request) {
  notice.sheet.blocks = {heading(at.stay.guest.given), quote(guest_words(at.language, at.dice, at.stay)),
                         at.linked(at.stay.listing, room_path(at.stay)), line(at.say("room"))};
  add_stay(notice, at);
  notice.sheet.blocks.push_back(at.linked(at.say("send"), request ? "/hosting/reservations/details/HM" + at.stay.letters
                                                                  : "/hosting/thread/2" + at.stay.digits));
  tell_stay(notice.truth, at.stay);
  notice.truth.guest_name = at.stay.guest.given;
  if (request) notice.truth.confirmation_code = "HM" + at.stay.letters;
}

/// The days stand in the subject alone, without a year where it is the mail's own and the stay cannot be a past one.
void message(Notice& notice, Context& at) {
  notice.letter.from_address = "express@airbnb.com";
  notice.sheet.blocks = {line(at.stay.guest.given), line(at.say("booker")),
                         quote(guest_words(at.language, at.dice, at.stay)),
                         at.linked(at.say("send"), "/hosting/thread/2" + at.stay.digits)};
  const auto year = [](Date date) { return std::chrono::year_month_day{date}.year(); };
  const bool this_year = year(at.stay.check_out) == year(day_of(at.stay.mailed)) &&
                         at.stay.check_in - day_of(at.stay.mailed) < std::chrono::days{240};
  at.values["range"] = write_range(at.language, at.dice, at.stay.check_in, at.stay.check_out,
                                   this_year ? RangeStyle::kYearless : RangeStyle::kDashed);
  notice.form = this_year ? "yearless_range" : "range";
  tell_stay(notice.truth, at.stay);
  notice.truth.guest_name = at.stay.guest.given;
  notice.truth.guest_count.reset();
}

void updated(Notice& notice, Context& at) {
  notice.sheet.blocks = {heading(at.say("updated")), line(at.say("updated_line")),
                         at.linked("HM" + at.stay.letters, "/hosting/reservations/details/HM" + at.stay.letters)};
  notice.truth.guest_name = at.stay.guest.given;
  notice.truth.confirmation_code = "HM" + at.stay.letters;
}

/// The host's own trip, in the words of a confirmation.
void guest_side(Notice& notice, Context& at) {
  notice.sheet.blocks = {heading(at.say("guest_confirmed")), at.linked(at.stay.listing, room_path(at.stay))};
  add_stay(notice, at);
  notice.sheet.blocks.push_back(table({{at.say("code"), "HM" + at.stay.letters}}));
  notice.sheet.blocks.push_back(line(at.language.pick("guest_side.lines", at.dice)));
}

void payout(Notice& notice, Context& at) {
  at.values["money"] = amount(at.dice, '.');
  const Reservation other = invent_reservation(at.language, at.dice);
  notice.sheet.blocks = {heading(at.say("payout"))};
  for (const Reservation* stay : {&at.stay, &other})
    notice.sheet.blocks.push_back(
        line(fmt::format("HM{} - {} - {} - {}", stay->letters, stay->guest.whole, stay->listing,
                         write_range(at.language, at.dice, stay->check_in, stay->check_out, RangeStyle::kDashed))));
}

/// Of each occasion: the subject's key in "airbnb.*" and the name of Airbnb's template.
struct Kind {
  const char *subject, *mail_template;
};
constexpr std::array<Kind, 8> kKinds{{{"confirmed", "booking/host/ReservationHostConfirmationTemplate"},
                                      {"cancellation", "mdx_cancellation/reservation_canceled_by_guest_to_host"},
                                      {"updated", "ALTERATION_ACCEPTED"},
                                      {"inquiry", "BOOKING_INITIAL_INQUIRY"},
                                      {"request", "booking/reservation_host_pending"},
                                      {"message", "homes_messaging/new_message"},
                                      {"guest_confirmed", "booking/guest/ReservationConfirmationTemplate"},
                                      {"payout", "PAYMENTS_HOST_PAYOUT_SENT_BASE_2025"}}};

}  // namespace

Notice airbnb(const Language& language, Dice& dice, const Reservation& stay, Occasion occasion) {
  const Kind& kind = kKinds[static_cast<std::size_t>(occasion)];
  Notice notice = begin_notice("airbnb", occasion, stay);
  notice.letter.from_name = "Airbnb";
  notice.letter.from_address = "automated@airbnb.com";
  notice.letter.vouched_domain = "airbnb.com";
  if (dice.between(0, 3) > 0) notice.letter.headers = {std::string("X-Template: ") + kind.mail_template};
  notice.text_layouts = {TextLayout::kHeader, TextLayout::kBelow, TextLayout::kNextLine, TextLayout::kCollapsed};
  notice.html_layouts = {HtmlLayout::kDivs, HtmlLayout::kTable, HtmlLayout::kNested, HtmlLayout::kCells,
                         HtmlLayout::kSpans};
  Context at{language, dice, stay, airbnb_values(language, dice, stay), kind.mail_template};
  switch (occasion) {
    case Occasion::kConfirmed:
      confirmed(notice, at);
      break;
    case Occasion::kCancellation:
      cancelled(notice, at);
      break;
    case Occasion::kAlteration:
      updated(notice, at);
      break;
    case Occasion::kInquiry:
      asked(notice, at, false);
      break;
    case Occasion::kRequest:
      asked(notice, at, true);
      break;
    case Occasion::kMessage:
      message(notice, at);
      break;
    case Occasion::kGuestSide:
      guest_side(notice, at);
      break;
    case Occasion::kPayout:
      payout(notice, at);
      break;
  }
  notice.letter.subject = at.say(kind.subject);
  notice.sheet.preheader = notice.letter.subject;
  return notice;
}

}  // namespace connections::corpus
