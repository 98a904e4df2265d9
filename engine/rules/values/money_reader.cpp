#include "rules/values/money_reader.h"

#include "rules/values/text_cursor.h"

namespace connections::rules {
namespace {

constexpr std::size_t kMaxDigits = 12;  ///< a booking of a billion is a mistaken reading

bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }

/// A lone word of three capitals: "PHP", "CAD".
std::string iso_code(std::string_view text) {
  for (std::size_t at = 0; at + 3 <= text.size(); ++at) {
    const bool starts = at == 0 || !is_letter(static_cast<unsigned char>(text[at - 1]));
    const bool ends = at + 3 == text.size() || !is_letter(static_cast<unsigned char>(text[at + 3]));
    if (starts && ends && is_capital(text[at]) && is_capital(text[at + 1]) && is_capital(text[at + 2]))
      return std::string(text.substr(at, 3));
  }
  return {};
}

std::string currency_of(std::string_view text, const std::string& otherwise, const Locales& locales) {
  if (std::string code = iso_code(text); !code.empty()) return code;
  for (const auto& [sign, code] : locales.currencies())
    if (text.find(sign) != std::string_view::npos) return code;
  return otherwise;
}

bool is_separator(char32_t c) noexcept { return c == '.' || c == ',' || c == ' ' || c == '\'' || c == 0x2019; }

/// The amount's digits, with the place of the decimal separator if there is one.
struct Amount {
  std::string digits;
  std::size_t decimals = 0;
};

std::optional<Amount> take_amount(TextCursor& in) {
  Amount amount;
  char32_t last_separator = 0;
  std::size_t since = 0;
  while (true) {
    if (is_digit(in.peek())) {
      const char32_t c = in.next();
      amount.digits += static_cast<char>(c < 0x80 ? c : c - 0xFF10 + '0');
      ++since;
      continue;
    }
    const char32_t c = in.peek();
    const std::size_t here = in.at();
    if (!is_separator(c) || in.done()) break;
    in.next();
    if (!is_digit(in.peek())) {
      in.rewind(here);
      break;
    }
    if (last_separator != 0 && since != 3) return std::nullopt;  // "1.2.3" is not an amount
    last_separator = c;
    since = 0;
  }
  if (amount.digits.empty() || amount.digits.size() > kMaxDigits) return std::nullopt;
  if (last_separator != 0 && since != 3) {
    if (since > 2 || last_separator == ' ') return std::nullopt;
    amount.decimals = since;
  }
  return amount;
}

}  // namespace

std::optional<Money> read_money(std::string_view text, const std::string& currency, const Locales& locales) {
  TextCursor in(text);
  bool negative = false;
  while (!in.done() && !is_digit(in.peek())) {
    const char32_t c = in.next();
    if (c == '-' || c == 0x2212) negative = true;
  }
  const auto amount = take_amount(in);
  if (!amount) return std::nullopt;
  Money money{.hundredths = 0, .currency = currency_of(text, currency, locales)};
  for (const char digit : amount->digits) money.hundredths = money.hundredths * 10 + (digit - '0');
  for (std::size_t i = amount->decimals; i < 2; ++i) money.hundredths *= 10;
  if (negative) money.hundredths = -money.hundredths;
  return money;
}

}  // namespace connections::rules
