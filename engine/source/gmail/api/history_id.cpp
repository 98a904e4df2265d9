#include "source/gmail/api/history_id.h"

#include <nlohmann/json.hpp>

namespace connections::source {
namespace {

constexpr std::size_t kMaxDigits = 40;  ///< twice a 64-bit number: room to grow, and a bound for what is stored

}  // namespace

bool is_newer(std::string_view a, std::string_view b) noexcept {
  return a.size() != b.size() ? a.size() > b.size() : a > b;
}

std::optional<std::string> history_id_of(const nlohmann::json& value) {
  if (value.is_number_unsigned()) return std::to_string(value.get<std::uint64_t>());
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  std::string digits = text.substr(std::min(text.find_first_not_of('0'), text.size() - 1));
  if (digits.size() > kMaxDigits) return std::nullopt;
  return digits;
}

}  // namespace connections::source
