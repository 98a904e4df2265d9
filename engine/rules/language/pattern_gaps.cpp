#include "rules/language/pattern_gaps.h"

#include <charconv>
#include <vector>

#include "rules/book/pattern_tokens.h"

namespace connections::rules {
namespace {

using Kind = PatternToken::Kind;

bool has(std::string_view text, std::string_view piece) { return text.find(piece) != std::string_view::npos; }

bool is_unbounded(std::string_view repeat) { return repeat[0] == '*' || repeat[0] == '+' || has(repeat, ",}"); }

/// "[^<]" but not "[^\n<]": a class that takes nearly everything, line ends included.
bool takes_lines(std::string_view cls) {
  if (cls.starts_with("[^")) return !has(cls, "\\n") && !has(cls, "\\s") && !has(cls, "[:space:]") && !has(cls, "\n");
  return (has(cls, "\\s") && has(cls, "\\S")) || (has(cls, "\\d") && has(cls, "\\D")) ||
         (has(cls, "\\w") && has(cls, "\\W"));
}

/// Whether `.` matches line ends after flags such as "(?is-m:".
bool dot_after(std::string_view flags, bool before) {
  bool on = true;
  for (const char c : flags) {
    if (c == '-') on = false;
    if (c == 's') before = on;
  }
  return before;
}

bool is_any_character(std::string_view group) {
  return has(group, "(?:.|\\n)") || has(group, "(?:\\n|.)") || has(group, "(?:.|\\r\\n)");
}

constexpr int kLongCount = 20;  ///< beyond what a number, a sign or a word has

/// The most of "{2,80}?"; 0: it has no such bound.
int most_of(std::string_view repeat) {
  const auto comma = repeat.find(',');
  int most = 0;
  if (repeat[0] == '{' && comma != std::string_view::npos)
    std::from_chars(repeat.data() + comma + 1, repeat.data() + repeat.size(), most);
  return most;
}

}  // namespace

std::optional<Span> long_count(std::string_view expression) {
  const auto tokens = tokens_of(expression);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Span what = tokens[i].span, repeat = tokens[i + 1].span;
    if (tokens[i].kind != Kind::kClass || tokens[i + 1].kind != Kind::kRepeat) continue;
    if (!expression.substr(what.begin, what.size()).starts_with("[^")) continue;
    if (most_of(expression.substr(repeat.begin, repeat.size())) >= kLongCount) return Span{what.begin, repeat.end};
  }
  return std::nullopt;
}

std::optional<Span> unbounded_gap(std::string_view expression) {
  struct Group {
    std::size_t begin;
    bool dot;  ///< of the group around it
  };
  std::vector<Group> groups;
  bool dot = false;
  const auto tokens = tokens_of(expression);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Span span = tokens[i].span;
    const std::string_view text = expression.substr(span.begin, span.size());
    bool lines = tokens[i].kind == Kind::kDot ? dot : tokens[i].kind == Kind::kClass && takes_lines(text);
    std::size_t begin = span.begin;
    if (tokens[i].kind == Kind::kFlags) dot = dot_after(text, dot);
    if (tokens[i].kind == Kind::kOpen) {
      groups.push_back({span.begin, dot});
      if (!text.starts_with("(?P")) dot = dot_after(text, dot);
    }
    if (tokens[i].kind == Kind::kClose && !groups.empty()) {
      begin = groups.back().begin;
      dot = groups.back().dot;
      groups.pop_back();
      lines = is_any_character(expression.substr(begin, span.end - begin)) && span.end - begin < 12;
    }
    const bool repeated = i + 1 < tokens.size() && tokens[i + 1].kind == Kind::kRepeat;
    if (!lines || !repeated) continue;
    const Span repeat = tokens[i + 1].span;
    if (is_unbounded(expression.substr(repeat.begin, repeat.size()))) return Span{begin, repeat.end};
  }
  return std::nullopt;
}

}  // namespace connections::rules
