#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/generator/variation/facts/date_text.h"
#include "corpus/generator/variation/facts/reservation.h"
#include "corpus/generator/variation/layout/sheet.h"

namespace connections::corpus {

/// Which facts of a stay a mail shows.
struct Shown {
  bool guest = true, listing = true, dates = true, party = true, extras = true;
  std::optional<std::string> code = {};  ///< as printed; nothing: the mail has none
};

/// Labelled facts in a drawn order, each with a drawn label and way of writing.
struct FactRows {
  std::vector<Row> rows;
  std::string form;        ///< "iso+two_names+ages": how dates, name and party are written
  std::string guest_name;  ///< as printed, without the form of address
};
[[nodiscard]] FactRows fact_rows(const Language& language, Dice& dice, const Reservation& stay, const Shown& shown);

}  // namespace connections::corpus
