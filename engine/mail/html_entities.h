#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace connections::mail {

struct Entity {
  char32_t character;
  std::size_t length;  ///< bytes of the reference, "&amp;" is 5
};

/// The character reference at the start of `text` ("&eacute;", "&#8211;", "&#x2013;", also without the
/// closing semicolon where browsers allow it). Nothing if there is none: the '&' is then text.
[[nodiscard]] std::optional<Entity> read_entity(std::string_view text) noexcept;

}  // namespace connections::mail
