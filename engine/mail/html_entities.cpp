#include "mail/html_entities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace connections::mail {
namespace {

struct Named {
  std::string_view name;
  char32_t characters[2];
  bool bare;  ///< browsers read it without a semicolon too
};

constexpr Named kNames[]{
#include "mail/html_entity_names.inc"
};

constexpr std::size_t kMaxBare = 6;  ///< "Aacute"

/// What browsers show for the numbers 0x80–0x9F, which are controls in Unicode and letters in Windows-1252.
constexpr std::array<char32_t, 32> kWindows1252{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

const Named* named(std::string_view name) noexcept {
  const auto* found = std::lower_bound(std::begin(kNames), std::end(kNames), name,
                                       [](const Named& one, std::string_view wanted) { return one.name < wanted; });
  return found != std::end(kNames) && found->name == name ? found : nullptr;
}

bool is_alphanumeric(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::optional<Entity> numeric(std::string_view text) noexcept {
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const char* begin = text.data() + (hex ? 3 : 2);
  const char* end = text.data() + text.size();
  if (begin >= end) return std::nullopt;
  std::uint32_t value = 0;
  const auto [stop, error] = std::from_chars(begin, end, value, hex ? 16 : 10);
  if (stop == begin) return std::nullopt;
  const bool character = error == std::errc{} && value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  if (character && value >= 0x80 && value < 0xA0) value = kWindows1252[value - 0x80];
  std::size_t length = static_cast<std::size_t>(stop - text.data());
  if (stop != end && *stop == ';') ++length;
  return Entity{character ? static_cast<char32_t>(value) : U'\uFFFD', 0, length};
}

Entity entity_of(const Named& found, std::size_t length) noexcept {
  return {found.characters[0], found.characters[1], length};
}

/// The longest old name that `text` ("&notit…") begins with.
std::optional<Entity> bare(std::string_view text, std::size_t end, EntityPlace place) noexcept {
  for (std::size_t stop = std::min(end, kMaxBare + 1); stop > 1; --stop) {
    const Named* found = named(text.substr(1, stop - 1));
    if (found == nullptr || !found->bare) continue;
    const char next = stop < text.size() ? text[stop] : '\0';
    if (place == EntityPlace::kAttribute && (next == '=' || is_alphanumeric(next))) return std::nullopt;
    return entity_of(*found, stop);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Entity> read_entity(std::string_view text, EntityPlace place) noexcept {
  text = text.substr(0, kMaxEntity);
  if (text.size() < 3 || text[0] != '&') return std::nullopt;
  if (text[1] == '#') return numeric(text);
  std::size_t end = 1;
  while (end < text.size() && is_alphanumeric(text[end])) ++end;
  if (end < text.size() && text[end] == ';')
    if (const Named* found = named(text.substr(1, end - 1))) return entity_of(*found, end + 1);
  return bare(text, end, place);
}

}  // namespace connections::mail
