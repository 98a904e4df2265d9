#include "rules/values/name_reader.h"

#include <algorithm>

#include "model/unicode.h"
#include "model/value.h"
#include "rules/values/text_cursor.h"

namespace connections::rules {
namespace {

constexpr std::size_t kMostWords = 10;  ///< long Spanish, Arabic and couple names have up to eight
constexpr std::size_t kMostBytes = 160;
constexpr std::string_view kNeverInNames = "@/\\<>[]{}|=_#%$!?;:\"*+~^";

bool is_decoration(char c) noexcept { return c == '*' || c == ' ' || c == '\n' || c == '\t' || c == ',' || c == '"'; }

}  // namespace

std::string tidy_text(std::string_view text) {
  std::string tidy;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::take(text, at);
    if (unicode::is_space(c)) {
      gap = !tidy.empty();
      continue;
    }
    if (gap) tidy += ' ';
    gap = false;
    unicode::append(tidy, c);
  }
  while (!tidy.empty() && (tidy.back() == '*' || tidy.back() == ' ')) tidy.pop_back();
  tidy.erase(0, std::min(tidy.find_first_not_of("* "), tidy.size()));
  return tidy;
}

std::optional<std::string> read_name(std::string_view text) {
  while (!text.empty() && is_decoration(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_decoration(text.back())) text.remove_suffix(1);
  std::string name = tidy_text(text);
  if (name.empty() || name.size() > kMostBytes) return std::nullopt;
  if (name.find_first_of(kNeverInNames) != std::string::npos) return std::nullopt;
  bool letters = false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = unicode::take(name, at);
    if (is_digit(c) || c == 0xFFFD || c == 0x20AC) return std::nullopt;
    letters = letters || is_letter(c);
  }
  const auto words = static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')) + 1;
  if (!letters || words > kMostWords) return std::nullopt;
  return name;
}

bool is_start_of_name(std::string_view shorter, std::string_view longer) {
  const std::string start = fold(shorter);
  const std::string whole = fold(longer);
  return start.size() < whole.size() && whole.starts_with(start) && whole[start.size()] == ' ';
}

}  // namespace connections::rules
