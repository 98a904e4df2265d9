#pragma once

#include <string>

#include "corpus/generator/generator.h"
#include "corpus/generator/invented.h"
#include "corpus/generator/raw_mail.h"

namespace connections::corpus {

/// A mail in the making: what it will say, and its parts.
struct Draft {
  GeneratedMail truth;
  RawMail mail;
};

/// One layout: fills a draft from a stay. Each imitates a format that a platform really sends.
using Layout = Draft (*)(Dice& dice, const Stay& stay);

[[nodiscard]] Draft airbnb_confirmed(Dice& dice, const Stay& stay);  ///< nine languages, text and HTML twins
[[nodiscard]] Draft airbnb_cancelled(Dice& dice, const Stay& stay);
[[nodiscard]] Draft airbnb_message(Dice& dice, const Stay& stay);  ///< the guest's words hold traps
[[nodiscard]] Draft vrbo_instant(Dice& dice, const Stay& stay);
[[nodiscard]] Draft booking_new(Dice& dice, const Stay& stay);  ///< no name by design
[[nodiscard]] Draft booking_message(Dice& dice, const Stay& stay);
[[nodiscard]] Draft smoobu_new(Dice& dice, const Stay& stay);
[[nodiscard]] Draft newsletter(Dice& dice, const Stay& stay);  ///< nobody's

/// "Sun, Jun 14", "28 June 2026": English dates the layouts share.
[[nodiscard]] std::string month_name(Date date);    ///< "June"
[[nodiscard]] std::string weekday_name(Date date);  ///< "Sunday"
[[nodiscard]] int day_number(Date date);
[[nodiscard]] int month_number(Date date);
[[nodiscard]] int year_number(Date date);

}  // namespace connections::corpus
