#include "corpus/generator/variation/facts/phrases.h"

#include <fmt/format.h>

#include "corpus/generator/variation/facts/date_text.h"
#include "corpus/generator/variation/facts/party.h"

namespace connections::corpus {

Values phrase_values(const Language& language, Dice& dice, const Reservation& stay, std::string code) {
  const std::string& dated = language.pick("date.dated", dice);
  Values values{{"guest", stay.guest.whole},
                {"first", stay.guest.given},
                {"listing", stay.listing},
                {"in", write_date(language, dated, stay.check_in)},
                {"out", write_date(language, dated, stay.check_out)},
                {"party", dice.between(0, 1) == 0 ? party_as_guests(language, stay)
                                                  : party_by_age(language, stay, language.pick("count.and", dice))},
                {"range", write_range(language, dice, stay.check_in, stay.check_out)}};
  if (!code.empty()) values["code"] = std::move(code);
  return values;
}

std::string phrase(const Language& language, Dice& dice, std::string_view key, const Values& values) {
  const auto& all = language.all(key);
  const std::size_t first = dice.next() % all.size();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (std::string text = fill(all[(first + i) % all.size()], values); text.find("{code}") == std::string::npos)
      return text;
  return fill(all[first], values);
}

std::string amount(Dice& dice, char decimal_sign) {
  const int whole = dice.between(80, 990);
  return fmt::format("{}{}{:02}", whole, decimal_sign, dice.between(0, 99));
}

std::string guest_words(const Language& language, Dice& dice, const Reservation& stay) {
  const Date other = stay.check_in + std::chrono::days{dice.between(20, 90)};
  const int party = stay.guests() + dice.between(1, 3);
  return fill(language.pick("message.said", dice), {{"trap", write_date(language, language.one("date.dated"), other)},
                                                    {"trap_party", counted(language, "count.guest", party)}});
}

}  // namespace connections::corpus
