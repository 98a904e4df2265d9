#include "secrets/base64url.h"

#include <algorithm>

#include "secrets/sodium.h"

namespace connections::secrets {

namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

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

std::string to_base64url(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();  // the terminator sodium_bin2base64 writes
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  const auto digits = unpadded(text);
  // libsodium takes some bytes beyond ASCII for letters.
  if (!digits || std::ranges::any_of(*digits, [](char c) { return (c & 0x80) != 0; })) return std::nullopt;
  std::string bytes(digits->size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int done = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), digits->data(),
                                     digits->size(), nullptr, &size, &end, kVariant);
  if (done != 0 || end != digits->data() + digits->size()) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace connections::secrets
