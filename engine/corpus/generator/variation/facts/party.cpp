#include "corpus/generator/variation/facts/party.h"

#include <algorithm>

#include "corpus/generator/variation/layout/fill.h"

namespace connections::corpus {

std::string counted(const Language& language, std::string_view key, int count) {
  const auto& forms = language.all(key);
  const std::size_t form = count == 1 ? 0 : count >= 2 && count <= 4 ? 1 : 2;
  return fill(forms[std::min(form, forms.size() - 1)], {{"n", std::to_string(count)}});
}

std::string party_by_age(const Language& language, const Reservation& stay, const std::string& between,
                         const std::string& keys) {
  std::string party = counted(language, keys + "adult", stay.adults);
  if (stay.children > 0) party += between + counted(language, keys + "child", stay.children);
  if (stay.infants > 0) party += between + counted(language, keys + "infant", stay.infants);
  return party;
}

std::string party_as_guests(const Language& language, const Reservation& stay) {
  return counted(language, "count.guest", stay.guests());
}

}  // namespace connections::corpus
