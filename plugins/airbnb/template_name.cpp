#include "template_name.h"

#include <cstdint>

namespace connections::airbnb {
namespace {

constexpr std::string_view kMark = "c=.pi80.pk";
constexpr std::size_t kLongest = 200;  ///< of the encoded name; real ones have about 70

int digit_of(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

/// Decodes base64 up to the first character that is none. Empty if a decoded byte is no part of a name.
std::string decode(std::string_view encoded) {
  std::string name;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : encoded.substr(0, kLongest)) {
    const int digit = digit_of(c);
    if (digit < 0) break;
    bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const char byte = static_cast<char>(bits >> count & 0xFF);
    if (byte < '!' || byte > '~') return {};
    name += byte;
  }
  return name;
}

/// "%2F" and "%2B" inside a URL are digits of base64.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && text[at] != '&' && text[at] != '\n' && out.size() < kLongest; ++at) {
    const std::string_view escape = text.substr(at, 3);
    if (escape == "%2F" || escape == "%2f")
      out += '/', at += 2;
    else if (escape == "%2B" || escape == "%2b")
      out += '+', at += 2;
    else if (escape == "%3D" || escape == "%3d")
      break;
    else
      out += text[at];
  }
  return out;
}

}  // namespace

std::string template_name(std::string_view links) {
  for (auto at = links.find(kMark); at != std::string_view::npos; at = links.find(kMark, at + 1))
    if (std::string name = decode(unescaped(links.substr(at + kMark.size()))); !name.empty()) return name;
  return {};
}

}  // namespace connections::airbnb
