#include "rules/book/pattern_groups.h"

#include <set>

#include <fmt/format.h>

#include "rules/book/pattern_tokens.h"

namespace connections::rules {
namespace {

PatternError refused(Span span, std::string message) { return {std::move(message), span}; }

std::optional<PatternError> refuse_group(std::string_view open, Span span, std::set<std::string>& names) {
  if (!open.starts_with("(?"))
    return refused(span, "a plain group captures nothing anyone can name; write (?:…) or (?P<name>…)");
  if (open.starts_with("(?<")) return refused(span, "write (?P<name>…): older RE2 refuses (?<name>…)");
  if (!open.starts_with("(?P<")) return std::nullopt;
  const std::string name(open.substr(4, open.size() - (open.ends_with('>') ? 5 : 4)));
  if (names.insert(name).second) return std::nullopt;
  return refused(span, fmt::format("the group name '{}' is used twice; RE2 would silently read the leftmost", name));
}

}  // namespace

std::optional<PatternError> refuse_groups(std::string_view expression) {
  std::set<std::string> names;
  for (const PatternToken& token : tokens_of(expression)) {
    const std::string_view text = expression.substr(token.span.begin, token.span.size());
    if (token.kind == PatternToken::Kind::kEscape && text == "\\C")
      return refused(token.span, "\\C can split a character; write `.`");
    if (token.kind != PatternToken::Kind::kOpen) continue;
    if (auto error = refuse_group(text, token.span, names)) return error;
  }
  return std::nullopt;
}

}  // namespace connections::rules
