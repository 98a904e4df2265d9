#pragma once

#include <cstdint>
#include <string_view>

namespace connections::calendar {

enum class Agreement : std::uint8_t {
  kUnknown,  ///< the two cannot be compared: one is empty, other scripts, codes of other issuers
  kAgrees,
  kDiffers,
};

/// Whether two names may be of one guest: "Ann & Carl" and "Ann Example", "A. Example", "Ann E". They agree if any word
/// of one is a word, the beginning or the initial of a word of the other.
[[nodiscard]] Agreement names_agree(std::string_view a, std::string_view b);

/// A code says something about codes of the same issuer only, told by their shape: HM…, HA-…, so many digits.
[[nodiscard]] Agreement codes_agree(std::string_view a, std::string_view b);

}  // namespace connections::calendar
