#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/book/feed_words.h"

namespace connections::calendar {

/// What the DESCRIPTION and URL of an event tell.
struct Description {
  std::optional<std::string> code;         ///< upper case
  std::optional<std::string> phone_last4;  ///< four digits
  std::optional<std::string> guest_name;   ///< "Guest: Ada Example", in feeds that property managers export
  std::optional<std::string> listing_url;
};

/// Reads both texts, unescaped and unfolded. A code is taken from a reservation link, else from a line with a
/// known label and a value that has the shape of a code; the last digits of the phone from the line that
/// announces four digits, whatever its language, else from a whole phone number.
[[nodiscard]] Description read_description(std::string_view description, std::string_view url,
                                           const rules::FeedWords& words);

/// A code of Airbnb or Vrbo in a summary, in capitals and apart from other words: "Odile (HMABC12345)".
[[nodiscard]] std::optional<std::string> code_in_summary(std::string_view summary);

}  // namespace connections::calendar
