#include "rules/values/name_reader.h"

#include <algorithm>

#include "model/unicode.h"
#include "model/value.h"
#include "rules/values/name_check.h"
#include "rules/values/text_cursor.h"

namespace connections::rules {
namespace {

bool is_decoration(char c) noexcept { return c == '*' || c == ' ' || c == '\n' || c == '\t' || c == ','; }

bool is_honorific(std::string_view word, const Locales& words) {
  std::string folded = fold(word);
  while (!folded.empty() && folded.back() == '.') folded.pop_back();
  const PhraseMeaning* meaning = words.phrase(folded);
  return meaning != nullptr && meaning->honorific;
}

/// "Frau Ada Example" → "Ada Example". "M. & Mme Example" stays whole: it names two. True if one was there.
bool drop_leading_honorific(std::string& name, const Locales& words) {
  const auto space = name.find(' ');
  if (space == std::string::npos || !is_honorific(std::string_view(name).substr(0, space), words)) return false;
  const std::string_view next = std::string_view(name).substr(space + 1);
  std::size_t at = 0;
  const char32_t first = unicode::take(next, at);
  if (!unicode::is_upper(first) && !is_cjk(first)) return false;
  name.erase(0, space + 1);
  return true;
}

bool is_thai(char32_t c) noexcept { return c >= 0x0E01 && c <= 0x0E5B; }

/// "คุณสมชาย" → "สมชาย": Thai sets no space behind a form of address. The longest goes, "นางสาว" before "นาง". True if
/// one was there.
bool drop_glued_honorific(std::string& name, const Locales& words) {
  std::size_t best = 0;
  for (std::size_t at = 0; at < name.size();) {
    if (!is_thai(unicode::take(name, at))) break;
    std::size_t next = at;
    const bool goes_on = at < name.size() && is_thai(unicode::take(name, next));
    if (goes_on && is_honorific(std::string_view(name).substr(0, at), words)) best = at;
  }
  name.erase(0, best);
  return best > 0;
}

/// "花子さん" → "花子", "민수 님" → "민수". True if one was there.
bool drop_trailing_honorific(std::string& name, const Locales& words) {
  for (std::size_t at = 1; at < name.size(); ++at) {
    if ((static_cast<unsigned char>(name[at]) & 0xC0U) == 0x80U) continue;  // inside a code point
    std::size_t after = at;
    if (!is_cjk(unicode::take(name, after)) || !is_honorific(std::string_view(name).substr(at), words)) continue;
    name.erase(at);
    while (!name.empty() && name.back() == ' ') name.pop_back();
    return true;
  }
  return false;
}

/// "EXAMPLE/ADA" → "EXAMPLE ADA": travel systems write family and given names in capitals with a slash between. One
/// letter on a side is an abbreviation: "N/A".
void part_at_slash(std::string& name) {
  const auto slash = name.find('/');
  if (slash == std::string::npos || slash < 2 || name.size() - slash <= 2 ||
      name.find('/', slash + 1) != std::string::npos)
    return;
  if (unicode::is_all_capitals(std::string_view(name).substr(0, slash)) &&
      unicode::is_all_capitals(std::string_view(name).substr(slash + 1)))
    name[slash] = ' ';
}

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

std::optional<std::string> read_name(std::string_view text, const Locales& words, std::string* refusal) {
  while (!text.empty() && is_decoration(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_decoration(text.back())) text.remove_suffix(1);
  if (text.size() > 1 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  std::string name = tidy_text(text);
  part_at_slash(name);
  const bool leading = drop_leading_honorific(name, words);
  const bool glued = drop_glued_honorific(name, words);
  const bool trailing = drop_trailing_honorific(name, words);
  std::string why = why_no_name(name, words, leading || glued || trailing ? Addressed::kYes : Addressed::kNo);
  if (why.empty()) return name;
  if (refusal != nullptr) *refusal = std::move(why);
  return std::nullopt;
}

bool is_start_of_name(std::string_view shorter, std::string_view longer) {
  const std::string start = fold(shorter);
  const std::string whole = fold(longer);
  return start.size() < whole.size() && whole.starts_with(start) && whole[start.size()] == ' ';
}

}  // namespace connections::rules
