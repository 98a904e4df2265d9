#include "rules/book/pattern_tokens.h"

#include <algorithm>

namespace connections::rules {
namespace {

using Kind = PatternToken::Kind;
constexpr auto npos = std::string_view::npos;

/// Groups of other engines whose content begins right behind these.
constexpr std::string_view kLookaround[]{"(?=", "(?!", "(?<=", "(?<!", "(?>", "(?|", "(?(", "(?#", "(?P="};

/// The position behind `end` after `from`, or the end of the text.
std::size_t past(std::string_view text, std::string_view end, std::size_t from) {
  const auto found = text.find(end, from);
  return found == npos ? text.size() : found + end.size();
}

std::size_t end_of_escape(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\\Q")) return past(text, "\\E", at);
  if (rest.starts_with("\\x{") || rest.starts_with("\\p{") || rest.starts_with("\\P{")) return past(text, "}", at);
  const bool of_property = rest.starts_with("\\p") || rest.starts_with("\\P");
  return std::min(text.size(), at + (of_property ? 3 : 2));
}

std::size_t end_of_class(std::string_view text, std::size_t at) {
  ++at;
  if (at < text.size() && text[at] == '^') ++at;
  if (at < text.size() && text[at] == ']') ++at;  // a leading ']' is a literal
  while (at < text.size() && text[at] != ']') {
    if (text[at] == '\\')
      at = end_of_escape(text, at);
    else if (text.substr(at, 2) == "[:" && text.find(":]", at) != npos)
      at = past(text, ":]", at);
    else
      ++at;
  }
  return std::min(text.size(), at + 1);
}

PatternToken group_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  for (const std::string_view operation : kLookaround)
    if (rest.starts_with(operation)) return {Kind::kOpen, {at, at + operation.size()}};
  if (rest.starts_with("(?P<") || rest.starts_with("(?<")) return {Kind::kOpen, {at, past(text, ">", at)}};
  if (!rest.starts_with("(?")) return {Kind::kOpen, {at, at + 1}};
  const auto end = text.find_first_of(":)", at);
  if (end == npos) return {Kind::kOpen, {at, text.size()}};
  return {text[end] == ')' ? Kind::kFlags : Kind::kOpen, {at, end + 1}};
}

/// "{2,5}" but not "{name}".
std::size_t end_of_count(std::string_view text, std::size_t at) {
  const auto close = text.find('}', at);
  if (close == npos || close == at + 1 || text[at + 1] == ',') return at;
  const std::string_view inside = text.substr(at + 1, close - at - 1);
  return inside.find_first_not_of("0123456789,") == npos ? close + 1 : at;
}

PatternToken repeat_at(std::string_view text, std::size_t at) {
  std::size_t end = text[at] == '{' ? end_of_count(text, at) : at + 1;
  if (end == at) return {Kind::kOther, {at, at + 1}};
  if (end < text.size() && text[end] == '?') ++end;
  return {Kind::kRepeat, {at, end}};
}

/// Where the run of literals, anchors and bars that begins at `at` ends.
std::size_t end_of_run(std::string_view text, std::size_t at) {
  return std::min(text.find_first_of("\\[().*+?{", at + 1), text.size());
}

PatternToken token_at(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '\\':
      return {Kind::kEscape, {at, end_of_escape(text, at)}};
    case '[':
      return {Kind::kClass, {at, end_of_class(text, at)}};
    case '(':
      return group_at(text, at);
    case ')':
      return {Kind::kClose, {at, at + 1}};
    case '.':
      return {Kind::kDot, {at, at + 1}};
    case '*':
    case '+':
    case '?':
    case '{':
      return repeat_at(text, at);
    default:
      return {Kind::kOther, {at, end_of_run(text, at)}};
  }
}

}  // namespace

std::vector<PatternToken> tokens_of(std::string_view expression) {
  std::vector<PatternToken> tokens;
  for (std::size_t at = 0; at < expression.size(); at = tokens.back().span.end)
    tokens.push_back(token_at(expression, at));
  return tokens;
}

}  // namespace connections::rules
