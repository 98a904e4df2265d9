#pragma once

#include <string>

#include "corpus/generator/variation/facts/reservation.h"
#include "corpus/generator/variation/layout/fill.h"

namespace connections::corpus {

/// A date as Airbnb prints it: the year only where it is not the year of the mail (mail-formats.md, 1.4). `form` is the
/// place of a pattern in "date.yearless", which "date.with_year" shares.
[[nodiscard]] std::string airbnb_date(const Language& language, std::size_t form, Date date, Instant mailed);

/// A link into the host's pages, with the template's name in it as Airbnb writes it (1.1).
[[nodiscard]] std::string airbnb_link(const Reservation& stay, const std::string& path,
                                      const std::string& mail_template);

/// What "airbnb.*" phrases name.
[[nodiscard]] Values airbnb_values(const Language& language, Dice& dice, const Reservation& stay);

}  // namespace connections::corpus
