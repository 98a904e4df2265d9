#include "mail/forward/quoted_date.h"

#include <algorithm>
#include <string>
#include <vector>

#include "model/unicode.h"

namespace connections::mail {
namespace {

struct Token {
  bool number = false;
  int value = 0;  ///< of a number
  std::size_t digits = 0;
  int month = 0;  ///< of a word; 0: not a month
  std::string word;
  char before = 0;  ///< the byte in front of it
};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) noexcept {
  return (static_cast<unsigned char>(c) >= 0x80) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
}

std::vector<Token> tokens_of(std::string_view text, const ForwardWords& words) {
  constexpr std::size_t kEnough = 24;
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size() && tokens.size() < kEnough;) {
    Token token;
    token.before = at > 0 ? text[at - 1] : ' ';
    const std::size_t begin = at;
    if (is_digit(text[at])) {
      token.number = true;
      while (at < text.size() && is_digit(text[at]) && at - begin < 8)
        token.value = token.value * 10 + (text[at++] - '0');
      token.digits = at - begin;
    } else if (is_word_byte(text[at])) {
      while (at < text.size() && is_word_byte(text[at])) ++at;
      token.word = std::string(text.substr(begin, at - begin));
      token.month = month_of(token.word, words);
    } else {
      ++at;
      continue;
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

struct Day {
  Date date;
  std::size_t after;  ///< index of the first token behind the date
};

bool is_year(const Token& token) {
  return token.number && token.digits == 4 && token.value >= 1990 && token.value < 2200;
}
bool is_day(const Token& token) { return token.number && token.digits <= 2 && token.value >= 1 && token.value <= 31; }

std::optional<Day> day_with_month_word(const std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].month == 0) continue;
    std::size_t day = tokens.size(), year = tokens.size();
    for (std::size_t j = i >= 2 ? i - 2 : 0; j < std::min(tokens.size(), i + 5); ++j) {
      if (day == tokens.size() && is_day(tokens[j])) day = j;
      if (year == tokens.size() && is_year(tokens[j])) year = j;
    }
    if (day == tokens.size() || year == tokens.size()) continue;
    if (const auto date = make_date(tokens[year].value, static_cast<unsigned>(tokens[i].month),
                                    static_cast<unsigned>(tokens[day].value)))
      return Day{*date, std::max({i, day, year}) + 1};
  }
  return std::nullopt;
}

/// Three numbers in a row: year first, or day and month where only one of them can be the month.
std::optional<Day> numeric_day(const std::vector<Token>& tokens) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < tokens.size() && numbers.size() < 3; ++i)
    if (tokens[i].number) numbers.push_back(i);
  if (numbers.size() < 3) return std::nullopt;
  const Token& a = tokens[numbers[0]];
  const Token& b = tokens[numbers[1]];
  const Token& c = tokens[numbers[2]];
  const auto made = [&](int year, int month, int day) -> std::optional<Day> {
    if (month < 1 || day < 1) return std::nullopt;
    const auto date = make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    return date ? std::optional(Day{*date, numbers[2] + 1}) : std::nullopt;
  };
  if (is_year(a)) return made(a.value, b.value, c.value);
  if (!is_year(c)) return std::nullopt;
  const bool dotted = b.before == '.';
  if (dotted || a.value > 12 || a.value == b.value) return made(c.value, b.value, a.value);
  if (b.value > 12) return made(c.value, a.value, b.value);
  return std::nullopt;
}

std::chrono::minutes time_behind(const std::vector<Token>& tokens, std::size_t from) {
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (!tokens[i].number || tokens[i].value > 23 || tokens[i].digits > 2) continue;
    std::size_t next = i + 1;
    while (next < tokens.size() && !tokens[next].number && next < i + 2) ++next;  // "2 h 43"
    if (next >= tokens.size() || !tokens[next].number || tokens[next].value > 59) continue;
    int hour = tokens[i].value;
    if (next + 1 < tokens.size() && !tokens[next + 1].word.empty()) {
      const char half = static_cast<char>(tokens[next + 1].word[0] | 0x20);
      if (half == 'p' && hour < 12) hour += 12;
      if (half == 'a' && hour == 12) hour = 0;
    }
    return std::chrono::hours{hour} + std::chrono::minutes{tokens[next].value};
  }
  return std::chrono::hours{12};  // no time: noon keeps the day in every zone
}

}  // namespace

std::optional<Instant> read_quoted_date(std::string_view text, const ForwardWords& words) {
  const auto tokens = tokens_of(text, words);
  auto day = day_with_month_word(tokens);
  if (!day) day = numeric_day(tokens);
  if (!day) return std::nullopt;
  return Instant{day->date} + time_behind(tokens, day->after);
}

}  // namespace connections::mail
