#include "calendar/read/place.h"

#include <algorithm>
#include <set>

#include "calendar/read/guest_name.h"

namespace connections::calendar {
namespace {

constexpr std::size_t kSeveral = 2;  ///< one word of a place may be a guest too: "Rosa" and "Villa Rosa"

std::set<std::string> word_set(std::string_view text) {
  const auto words = folded_words(text);
  return {words.begin(), words.end()};
}

bool is_one_place(const std::set<std::string>& words, std::string_view place) {
  const auto of_place = word_set(place);
  if (of_place.empty()) return false;
  if (words == of_place) return true;
  const bool less = words.size() >= kSeveral && std::ranges::includes(of_place, words);
  const bool more = of_place.size() >= kSeveral && std::ranges::includes(words, of_place);
  return less || more;
}

}  // namespace

bool is_place(std::string_view text, const PlaceNames& places) {
  const auto words = word_set(text);
  return std::ranges::any_of(std::initializer_list<std::string_view>{places.property, places.calendar, places.location},
                             [&](std::string_view place) { return is_one_place(words, place); });
}

}  // namespace connections::calendar
