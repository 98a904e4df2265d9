#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "model/field.h"
#include "model/time.h"

namespace connections {

/// An amount in hundredths of a currency's main unit (1234.56 EUR = 123456; 35491 JPY = 3549100).
struct Money {
  std::int64_t hundredths = 0;
  std::string currency;  ///< ISO 4217, upper case; empty where the mail does not say
  friend bool operator==(const Money&, const Money&) = default;
};

/// Minutes after midnight, 0 to 1439, in the listing's own zone.
struct TimeOfDay {
  int minutes = 0;
  friend bool operator==(TimeOfDay, TimeOfDay) = default;
};

/// One typed value. Text and codes are std::string; counts are int, 0 to 999.
using Value = std::variant<std::string, Date, int, Money, TimeOfDay>;

/// The canonical text: what tables and JSON hold and `parse_value` reads back.
/// "Ada Example", "2026-06-12", "4", "1234.56 EUR", "15:00".
[[nodiscard]] std::string to_string(const Value& value);
[[nodiscard]] std::optional<Value> parse_value(ValueKind kind, std::string_view text);

/// Whether two values say the same: text with case and white space folded, everything else exactly.
[[nodiscard]] bool same_value(const Value& a, const Value& b);

/// Lower-cased (simple Unicode folding), white space runs as one space, ends trimmed.
[[nodiscard]] std::string fold(std::string_view text);

}  // namespace connections
