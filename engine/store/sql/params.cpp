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

Param bytes(std::string value) {
  Param out(std::move(value));
  out.binary = true;
  return out;
}

std::string hex(std::string_view bytes) {
  std::string text(2 * bytes.size(), '0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    text[2 * i] = kDigits[byte >> 4];
    text[2 * i + 1] = kDigits[byte & 15];
  }
  return text;
}

std::string unhex(std::string_view digits) {
  std::string bytes(digits.size() / 2, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(digit(digits[2 * i]) * 16 + digit(digits[2 * i + 1]));
  return bytes;
}

}  // namespace connections::store
