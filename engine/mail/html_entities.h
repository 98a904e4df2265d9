#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace connections::mail {

struct Entity {
  char32_t character;
  char32_t second;     ///< some names mean two characters; else 0
  std::size_t length;  ///< bytes of the reference, "&amp;" is 5
};

/// No reference is longer: "&CounterClockwiseContourIntegral;" has 33 bytes.
inline constexpr std::size_t kMaxEntity = 40;

enum class EntityPlace { kText, kAttribute };

/// The character reference at the start of `text` ("&eacute;", "&#8211;", "&#x2013;"), by the HTML standard's rules:
/// all its names, the old ones also without their semicolon (in an attribute only where no '=' or letter follows, so
/// that
/// "?a=1&copy=2" stays a query), and numbers of Windows-1252 where C1 controls would be. Nothing if there is none: the
/// '&' is then text. Looks at kMaxEntity bytes at most.
[[nodiscard]] std::optional<Entity> read_entity(std::string_view text, EntityPlace place = EntityPlace::kText) noexcept;

}  // namespace connections::mail
