#include <fmt/format.h>

#include "corpus/generator/variation/facts/date_text.h"
#include "corpus/generator/variation/facts/phrases.h"
#include "corpus/generator/variation/notice.h"

/// Booking.com's mails: mail-formats.md, 2. A new booking names the number, the day of arrival and the property only.
namespace connections::corpus {
namespace {

Notice notification(const Language& language, Dice& dice, const Reservation& stay, Occasion occasion) {
  const char* key = occasion == Occasion::kConfirmed      ? "booking.new"
                    : occasion == Occasion::kCancellation ? "booking.cancelled"
                                                          : "booking.modified";
  Notice notice = begin_notice("booking", occasion, stay);
  notice.letter.from_name = "Booking.com";
  notice.letter.from_address = "noreply@booking.com";
  notice.letter.vouched_domain = "booking.com";
  const std::string arrival = write_date(language, language.pick("booking.date", dice), stay.check_in);
  notice.letter.subject = fill(language.pick(key, dice), {{"code", stay.digits}, {"date", arrival}});
  notice.truth.check_in = to_iso(stay.check_in);
  notice.truth.confirmation_code = stay.digits;
  notice.truth.listing = stay.listing;
  notice.sheet.blocks = {heading(stay.listing),
                         line(phrase(language, dice, std::string(word_of(occasion)) + ".headline", {})),
                         table({{language.one("booking.number"), stay.digits}}),
                         link(language.one("booking.number"),
                              fmt::format("https://admin.booking.com/hotel/hoteladmin/extranet_ng/manage/booking.html?"
                                          "res_id={}&hotel_id={}",
                                          stay.digits, stay.digits.substr(3)))};
  notice.form = "number_and_arrival";
  return notice;
}

Notice message(const Language& language, Dice& dice, const Reservation& stay) {
  Notice notice = begin_notice("booking", Occasion::kMessage, stay);
  const Values values{{"guest", stay.guest.whole}};
  notice.letter.from_name = fill(language.one("booking.via"), values);
  notice.letter.from_address = stay.digits + "-ab12.cd34.ef56.gh78@guest.booking.com";
  notice.letter.vouched_domain = "guest.booking.com";
  notice.letter.subject = fill(language.one("booking.message"), values);
  const std::string& pattern = language.pick("booking.date", dice);
  const bool count = dice.between(0, 1) == 0;
  std::vector<Row> rows{{language.one("booking.name"), stay.guest.whole},
                        {language.one("booking.in"), write_date(language, pattern, stay.check_in)},
                        {language.one("booking.out"), write_date(language, pattern, stay.check_out)},
                        {language.one("booking.listing"), stay.listing},
                        {language.one("booking.number"), stay.digits}};
  if (count) rows.push_back({language.one("booking.party"), std::to_string(stay.guests())});
  notice.sheet.blocks = {line(language.one("booking.reply_line")), quote(guest_words(language, dice, stay)),
                         table(std::move(rows))};
  tell_stay(notice.truth, stay);
  notice.truth.confirmation_code = stay.digits;
  if (!count) notice.truth.guest_count.reset();
  notice.form = "message_rows";
  notice.text_layouts = {TextLayout::kColon, TextLayout::kBelow, TextLayout::kNextLine};
  return notice;
}

}  // namespace

Notice booking_com(const Language& language, Dice& dice, const Reservation& stay, Occasion occasion) {
  return occasion == Occasion::kMessage ? message(language, dice, stay) : notification(language, dice, stay, occasion);
}

}  // namespace connections::corpus
