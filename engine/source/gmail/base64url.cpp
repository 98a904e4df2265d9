#include "source/gmail/base64url.h"

#include <array>
#include <cstdint>

namespace connections::source {
namespace {

constexpr std::uint8_t kNone = 0xFF;

constexpr std::array<std::uint8_t, 256> kSixBits = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(kNone);
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    table[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  return table;
}();

/// Without its padding; nothing if there is padding and it is not what completes the last four.
std::optional<std::string_view> unpadded(std::string_view text) {
  const auto end = text.find('=');
  if (end == std::string_view::npos) return text;
  const std::string_view padding = text.substr(end);
  if (text.size() % 4 != 0 || padding.size() > 2 || padding.find_first_not_of('=') != std::string_view::npos)
    return std::nullopt;
  return text.substr(0, end);
}

}  // namespace

std::optional<std::string> decode_base64url(std::string_view text) {
  const auto digits = unpadded(text);
  if (!digits || digits->size() % 4 == 1) return std::nullopt;
  std::string bytes(digits->size() * 3 / 4, '\0');
  char* out = bytes.data();
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : *digits) {
    const std::uint8_t six = kSixBits[static_cast<unsigned char>(c)];
    if (six == kNone) return std::nullopt;
    bits = (bits << 6) | six;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    *out++ = static_cast<char>(bits >> count);
    bits &= (1u << count) - 1;
  }
  if (bits != 0) return std::nullopt;
  return bytes;
}

}  // namespace connections::source
