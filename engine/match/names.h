#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connections::match {

/// How two writings of a guest's name agree.
enum class NameAgreement : std::uint8_t {
  kNone,      ///< another person, as far as the writings tell
  kInitials,  ///< "A. E." and "Ada Example"
  kFirst,     ///< one shared name: "Ada", "Ada & Bo", "Ada E." and "Ada Example"
  kFull,      ///< at least two shared names
};

/// Compares without case, accents and order; several people joined by "&", "and", "+" agree if one of them does.
[[nodiscard]] NameAgreement compare_names(std::string_view a, std::string_view b);

/// Whether `a` says more of the same person's name than `b`: "Ada Example" more than "Ada E.".
[[nodiscard]] bool is_fuller(std::string_view a, std::string_view b);

/// The words of a text without case, accents and punctuation: for comparing titles of listings.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

}  // namespace connections::match
