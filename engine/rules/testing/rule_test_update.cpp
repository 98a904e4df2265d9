#include "rules/testing/rule_test_update.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace connections::rules {
namespace {

struct Edit {
  std::size_t begin, length;
  std::string value;
};

std::optional<std::size_t> offset_of(std::string_view text, const TestPlace& place) {
  std::size_t at = 0;
  for (int line = 1; line < place.line; ++line) {
    at = text.find('\n', at);
    if (at == std::string_view::npos) return {};
    ++at;
  }
  at += static_cast<std::size_t>(place.column) - 1;
  return at < text.size() ? std::optional(at) : std::nullopt;
}

/// Length of the scalar in the file; nothing if it is not written on one line as parsed.
std::optional<std::size_t> length_at(std::string_view text, std::size_t at, const TestPlace& place) {
  if (!place.quoted) return place.length;
  const char quote = text[at];
  if (quote != '\'' && quote != '"') return {};
  const auto end = text.find(quote, at + 1);
  if (end == std::string_view::npos || end - at - 1 != place.length) return {};  // escapes: a person's
  return place.length + 2;
}

std::string in_quotes(const std::string& value) {
  std::string out = "'";
  for (const char c : value) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

}  // namespace

std::string updated_rule_test(std::string text, const std::string& shown, std::span<const CaseResult> results,
                              std::size_t& changed) {
  std::vector<Edit> edits;
  for (const CaseResult& result : results) {
    if (result.state != CaseResult::State::kFailed || result.test.where.file != shown) continue;
    for (const Mismatch& one : result.mismatches) {
      if (!one.place) continue;
      const auto at = offset_of(text, *one.place);
      const auto length = at ? length_at(text, *at, *one.place) : std::nullopt;
      if (length) edits.push_back({*at, *length, one.what == "kind" ? one.actual : in_quotes(one.actual)});
    }
  }
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin > b.begin; });
  for (const Edit& edit : edits) text.replace(edit.begin, edit.length, edit.value);
  changed += edits.size();
  return text;
}

}  // namespace connections::rules
