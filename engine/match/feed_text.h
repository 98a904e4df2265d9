#pragma once

#include <set>
#include <string>
#include <string_view>

namespace connections::match {

/// Folded words and phrases that stand in the texts of feeds and in no guest's name: "reserved", "airbnb", "paid".
using NoNames = std::set<std::string, std::less<>>;

/// The guest that the text of an event seems to name although no word announces a name: "Ada Example", "Ada Example
/// (Airbnb)", "Airbnb: Ada Example", and what is left of a name that is masked, "A** E******". Empty: none. Such a
/// text proves nothing, so it never names a booking; it only counts for a guest of that name and against all others.
/// `property` may stand in the place of a name too. Without `no_names` only masked names are told from other words.
[[nodiscard]] std::string guest_in_text(std::string_view text, std::string_view property, const NoNames& no_names);

}  // namespace connections::match
