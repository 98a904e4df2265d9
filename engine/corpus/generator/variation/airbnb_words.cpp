#include "corpus/generator/variation/airbnb_words.h"

#include <fmt/format.h>

#include "corpus/generator/transfer_encoding.h"
#include "corpus/generator/variation/facts/date_text.h"

namespace connections::corpus {
namespace {

auto year_of(Date date) { return std::chrono::year_month_day{date}.year(); }

}  // namespace

std::string airbnb_date(const Language& language, std::size_t form, Date date, Instant mailed) {
  const bool dated = year_of(date) != year_of(day_of(mailed));
  return write_date(language, language.all(dated ? "date.with_year" : "date.yearless")[form], date);
}

std::string airbnb_link(const Reservation& stay, const std::string& path, const std::string& mail_template) {
  return fmt::format("https://www.airbnb.com{}?c=.pi80.pk{}&euid=5f0c7a31-{}-4b6e-9d2c-{}00", path,
                     replaced(base64(mail_template, 0), "=", "%3D"), stay.digits.substr(0, 4), stay.digits);
}

Values airbnb_values(const Language& language, Dice& dice, const Reservation& stay) {
  return {{"guest", stay.guest.whole},
          {"first", stay.guest.given},
          {"listing", stay.listing},
          {"code", "HM" + stay.letters},
          {"in", airbnb_date(language, 0, stay.check_in, stay.mailed)},
          {"range", write_range(language, dice, stay.check_in, stay.check_out, RangeStyle::kDashed)}};
}

}  // namespace connections::corpus
