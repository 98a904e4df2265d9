#include "rules/book/pattern_checks.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "rules/book/pattern_tokens.h"

namespace connections::rules {
namespace {

using Kind = PatternToken::Kind;

/// Syntax of other engines. RE2 matches in linear time, so it does without.
struct Unsupported {
  std::string_view open;
  std::string_view message, suggestion;
};
constexpr Unsupported kUnsupported[]{
    {"(?=", "lookahead is not supported", "write what follows behind the group: (?P<name>…) nights"},
    {"(?!", "negative lookahead is not supported", "take the unwanted match back: reject: { re: '…', near: 20 }"},
    {"(?<=", "lookbehind is not supported", "write what precedes before the group: Guest: (?P<name>…)"},
    {"(?<!", "negative lookbehind is not supported", "take the unwanted match back: reject: { re: '…', near: 20 }"},
    {"(?>", "atomic groups are not supported", "write (?:…)"},
    {"(?|", "branch reset groups are not supported", "write one rule for each alternative"},
    {"(?(", "conditional groups are not supported", "write both cases: (?:…|…)"},
    {"(?#", "comments in an expression are not supported", "write a YAML comment"},
    {"(?P=", "backreferences are not supported", "write each case out: (?:\"[^\"]*\"|'[^']*')"},
    {"(?<", "(?<name>…) is not supported by older RE2", "write (?P<name>…)"},
};

PatternError refused(Span span, std::string_view message, std::string_view suggestion) {
  return {std::string(message), span, std::string(suggestion)};
}

std::optional<PatternError> check_group(std::string_view open, Span span, std::vector<std::string>& names) {
  if (!open.starts_with("(?"))
    return refused(span, "unnamed capture group", "write (?:…) to group, (?P<name>…) to capture");
  for (const Unsupported& one : kUnsupported)
    if (open.starts_with(one.open)) return refused(span, one.message, one.suggestion);
  if (!open.starts_with("(?P<")) return std::nullopt;
  const std::string name(open.substr(4, open.size() - (open.ends_with('>') ? 5 : 4)));
  if (std::ranges::find(names, name) == names.end()) {
    names.push_back(name);
    return std::nullopt;
  }
  return refused(span, fmt::format("duplicate group name '{}'", name), "RE2 would read only the leftmost");
}

std::optional<PatternError> check_escape(std::string_view text, Span span) {
  const char c = text.size() > 1 ? text[1] : '\0';
  if (c == 'C') return refused(span, "\\C is not supported: it can split a character", "write `.`");
  if ((c >= '1' && c <= '9') || c == 'k' || c == 'g')
    return refused(span, fmt::format("backreferences ({}) are not supported", text),
                   "write each case out: (?:\"[^\"]*\"|'[^']*')");
  return std::nullopt;
}

std::optional<PatternError> check_token(Kind kind, std::string_view text, Span span, bool after_repeat,
                                        std::vector<std::string>& names) {
  if (kind == Kind::kOpen) return check_group(text, span, names);
  if (kind == Kind::kEscape) return check_escape(text, span);
  if (kind == Kind::kRepeat && after_repeat && text.starts_with('+'))
    return refused(span, "possessive quantifiers are not supported", "remove the second '+'");
  return std::nullopt;
}

std::optional<PatternError> unbalanced(const std::vector<PatternToken>& tokens) {
  std::vector<Span> open;
  for (const PatternToken& token : tokens) {
    if (token.kind == Kind::kOpen) open.push_back(token.span);
    if (token.kind != Kind::kClose) continue;
    if (open.empty()) return refused(token.span, "unmatched ')'", "write \\) for a literal parenthesis");
    open.pop_back();
  }
  if (open.empty()) return std::nullopt;
  return refused(open.back(), "missing ')'", "write \\( for a literal parenthesis");
}

}  // namespace

std::optional<PatternError> find_unbalanced(std::string_view expression) { return unbalanced(tokens_of(expression)); }

std::expected<std::vector<std::string>, PatternError> check_syntax(std::string_view expression) {
  const std::vector<PatternToken> tokens = tokens_of(expression);
  if (auto wrong = unbalanced(tokens)) return std::unexpected(*std::move(wrong));
  std::vector<std::string> names;
  bool after_repeat = false;
  for (const PatternToken& token : tokens) {
    const std::string_view text = expression.substr(token.span.begin, token.span.size());
    if (auto wrong = check_token(token.kind, text, token.span, after_repeat, names))
      return std::unexpected(*std::move(wrong));
    after_repeat = token.kind == Kind::kRepeat;
  }
  return names;
}

}  // namespace connections::rules
