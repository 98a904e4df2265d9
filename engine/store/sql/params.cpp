#include "store/sql/params.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connections::store {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

}  // namespace

Param::Param(double value) : text(fmt::format("{}", value)) {}

Param json_array(const std::vector<std::string>& values) {
  return nlohmann::json(values).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Param hex(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string unhex(std::string_view digits) {
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    bytes += static_cast<char>(digit(digits[i]) * 16 + digit(digits[i + 1]));
  return bytes;
}

}  // namespace connections::store
