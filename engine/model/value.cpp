#include "model/value.h"

#include <charconv>

#include <fmt/format.h>

#include "model/unicode.h"

namespace connections {
namespace {

constexpr int kLargestCount = 999;  // a larger party or stay is a mistaken reading
constexpr int kMinutesOfDay = 24 * 60;

template <class... F>
struct Overload : F... {
  using F::operator()...;
};
template <class... F>
Overload(F...) -> Overload<F...>;

template <class Int>
std::optional<Int> parse_whole(std::string_view text) {
  Int value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Value> parse_count(std::string_view text) {
  const auto count = parse_whole<int>(text);
  if (!count || *count < 0 || *count > kLargestCount) return std::nullopt;
  return Value(*count);
}

std::optional<Value> parse_money(std::string_view text) {
  Money money;
  if (const auto space = text.find(' '); space != std::string_view::npos) {
    money.currency = std::string(text.substr(space + 1));
    text = text.substr(0, space);
  }
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto dot = text.find('.');
  if (dot == std::string_view::npos || text.size() - dot != 3) return std::nullopt;
  const auto whole = parse_whole<std::int64_t>(text.substr(0, dot));
  const auto part = parse_whole<std::int64_t>(text.substr(dot + 1));
  if (!whole || !part || *whole < 0 || *part < 0) return std::nullopt;
  money.hundredths = (*whole * 100 + *part) * (negative ? -1 : 1);
  return Value(money);
}

std::optional<Value> parse_time(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto hours = parse_whole<int>(text.substr(0, colon));
  const auto minutes = parse_whole<int>(text.substr(colon + 1));
  if (!hours || !minutes || *hours < 0 || *minutes < 0 || *minutes > 59) return std::nullopt;
  const int total = *hours * 60 + *minutes;
  if (total >= kMinutesOfDay) return std::nullopt;
  return Value(TimeOfDay{total});
}

std::string print_money(const Money& money) {
  const auto sign = money.hundredths < 0 ? "-" : "";
  const auto size = money.hundredths < 0 ? -money.hundredths : money.hundredths;
  auto text = fmt::format("{}{}.{:02}", sign, size / 100, size % 100);
  return money.currency.empty() ? text : text + " " + money.currency;
}

}  // namespace

std::string to_string(const Value& value) {
  return std::visit(
      Overload{[](const std::string& text) { return text; }, [](Date date) { return to_iso(date); },
               [](int count) { return fmt::format("{}", count); },
               [](const Money& money) { return print_money(money); },
               [](TimeOfDay time) { return fmt::format("{:02}:{:02}", time.minutes / 60, time.minutes % 60); }},
      value);
}

std::optional<Value> parse_value(ValueKind kind, std::string_view text) {
  switch (kind) {
    case ValueKind::kText:
    case ValueKind::kCode:
      return text.empty() ? std::nullopt : std::optional<Value>(std::string(text));
    case ValueKind::kDate:
      if (const auto date = parse_iso_date(text)) return Value(*date);
      return std::nullopt;
    case ValueKind::kCount:
      return parse_count(text);
    case ValueKind::kMoney:
      return parse_money(text);
    case ValueKind::kTime:
      return parse_time(text);
  }
  return std::nullopt;
}

bool same_value(const Value& a, const Value& b) {
  const auto* left = std::get_if<std::string>(&a);
  const auto* right = std::get_if<std::string>(&b);
  return left && right ? fold(*left) == fold(*right) : a == b;
}

std::string fold(std::string_view text) {
  std::string folded;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::take(text, at);
    if (unicode::is_space(c)) {
      gap = !folded.empty();
      continue;
    }
    if (gap) folded += ' ';
    gap = false;
    unicode::append(folded, unicode::to_lower(c));
  }
  return folded;
}

}  // namespace connections
