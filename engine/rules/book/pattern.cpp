// The only file that uses RE2.
#include "rules/book/pattern.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <unordered_map>

#include <fmt/format.h>
#include <re2/re2.h>

#include "model/stage_clock.h"
#include "rules/book/expression_shape.h"
#include "rules/book/pattern_checks.h"
#include "rules/book/reading_time.h"

namespace connections::rules {
namespace {

RE2::Options options_for(std::size_t max_memory) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(static_cast<std::int64_t>(max_memory));
  return options;
}

}  // namespace

struct Pattern::Compiled {
  std::string expression;
  std::size_t max_memory;
  std::vector<std::string> groups;
  bool is_anchored;                  ///< at the beginning of the text
  ExpressionShape shape;             ///< of a pattern with a vocabulary
  Vocabulary* vocabulary = nullptr;  ///< lives as long as the pattern is used
  mutable std::atomic<std::uint64_t> overflows = 0;

  Compiled(std::string_view text, std::size_t memory, std::vector<std::string> names)
      : expression(text),
        max_memory(memory),
        groups(std::move(names)),
        is_anchored(expression.starts_with('^') || expression.starts_with("(?i)^")) {}

  const RE2& made() const {
    std::call_once(once, [this] {
      const NotReading clock;
      re.emplace(expression, options_for(max_memory));
    });
    return *re;
  }
  const RE2& usable() const {
    const RE2& one = made();
    if (!one.ok()) throw std::logic_error("an expression is used that RE2 does not take: " + one.error());
    return one;
  }

  /// What to look for in a text with these words; null: nothing can match.
  std::shared_ptr<const RE2> fitting(TextWords* words) const {
    if (words == nullptr || &words->vocabulary() != vocabulary) return whole();
    vocabulary->prepare();
    if (!shape.may_match(*words)) return nullptr;
    return shape.lists.empty() ? whole() : narrowed(*words);
  }

 private:
  static constexpr std::size_t kMostForms = 64;  ///< kept of one expression; honest mails need a few a language

  /// Owned by the pattern.
  std::shared_ptr<const RE2> whole() const { return {std::shared_ptr<const RE2>(), &usable()}; }

  std::shared_ptr<const RE2> narrowed(TextWords& words) const {
    const std::u16string key = shape.key(words);
    {
      const std::shared_lock lock(mutex);
      if (const auto known = forms.find(key); known != forms.end()) return known->second;
    }
    const NotReading clock;
    auto made = std::make_shared<const RE2>(shape.narrowed(words), options_for(max_memory));
    if (!made->ok()) throw std::logic_error("an expression is used that RE2 does not take: " + made->error());
    const std::unique_lock lock(mutex);
    if (forms.size() >= kMostForms) forms.clear(), ++overflows;
    return forms.emplace(key, std::move(made)).first->second;
  }

  mutable std::once_flag once;
  mutable std::optional<RE2> re;
  mutable std::shared_mutex mutex;
  mutable std::unordered_map<std::u16string, std::shared_ptr<const RE2>> forms;  ///< by their words
};

namespace {

/// Where RE2's error is, inside the expression.
Span error_span(std::string_view expression, const std::string& argument) {
  const auto at = argument.empty() ? std::string_view::npos : expression.find(argument);
  if (at == std::string_view::npos) return {0, expression.size()};
  return {at, at + argument.size()};
}

/// RE2's own words name the whole expression where a bracket or the memory is missing.
PatternError error_of(const RE2& re, std::string_view expression) {
  const Span span = error_span(expression, re.error_arg());
  if (re.error_code() == RE2::ErrorMissingBracket)
    return {"missing ']'", {span.begin, span.begin + 1}, "write \\[ for a literal bracket"};
  if (re.error_code() == RE2::ErrorPatternTooLarge)
    return {"the compiled expression is too large", span, "\\p{L} and large repeats cost most"};
  return {re.error(), span};
}

}  // namespace

std::expected<Pattern, PatternError> Pattern::parse(std::string_view expression, std::size_t max_memory,
                                                    Vocabulary* vocabulary) {
  auto groups = check_syntax(expression);
  if (!groups) return std::unexpected(std::move(groups.error()));
  auto compiled = std::make_shared<Compiled>(expression, max_memory, std::move(*groups));
  compiled->vocabulary = vocabulary;
  if (vocabulary != nullptr)
    vocabulary->note([compiled](Vocabulary& words) { compiled->shape = shape_of(compiled->expression, words); });
  Pattern pattern;
  pattern.compiled_ = std::move(compiled);
  return pattern;
}

std::expected<Pattern, PatternError> Pattern::compile(std::string_view expression, std::size_t max_memory) {
  auto pattern = parse(expression, max_memory);
  if (!pattern) return pattern;
  if (auto wrong = pattern->refusal()) return std::unexpected(*wrong);
  return pattern;
}

std::optional<PatternError> Pattern::refusal() const {
  const RE2& re = compiled_->made();
  return re.ok() ? std::nullopt : std::optional(error_of(re, compiled_->expression));
}

const std::string& Pattern::expression() const noexcept { return compiled_->expression; }
const std::vector<std::string>& Pattern::groups() const noexcept { return compiled_->groups; }
int Pattern::program_size() const { return compiled_->made().ProgramSize(); }

std::optional<std::size_t> Pattern::group(std::string_view name) const noexcept {
  const auto found = std::find(compiled_->groups.begin(), compiled_->groups.end(), name);
  if (found == compiled_->groups.end()) return std::nullopt;
  return static_cast<std::size_t>(found - compiled_->groups.begin()) + 1;
}

std::optional<Match> Pattern::find(std::string_view text, std::size_t from, TextWords* words) const {
  if (from > text.size()) return std::nullopt;
  const auto re = compiled_->fitting(words);
  if (re == nullptr) return std::nullopt;
  const auto search = [&](re2::StringPiece* into, int count) {
    return re->Match(re2::StringPiece(text.data(), text.size()), from, text.size(), RE2::UNANCHORED, into, count);
  };
  // RE2 tries an anchored expression at once with its groups, by backtracking; most do not match, which its automaton
  // tells in a tenth of the time.
  if (compiled_->is_anchored && !search(nullptr, 0)) return std::nullopt;
  std::vector<re2::StringPiece> pieces(compiled_->groups.size() + 1);
  if (!search(pieces.data(), static_cast<int>(pieces.size()))) return std::nullopt;
  Match match;
  match.spans.reserve(pieces.size());
  for (const auto& piece : pieces) {
    if (piece.data() == nullptr) {
      match.spans.push_back({Match::npos, Match::npos});
      continue;
    }
    const auto begin = static_cast<std::size_t>(piece.data() - text.data());
    match.spans.push_back({begin, begin + piece.size()});
  }
  return match;
}

bool Pattern::contains(std::string_view text, TextWords* words) const {
  const auto re = compiled_->fitting(words);
  return re != nullptr &&
         re->Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

std::uint64_t Pattern::overflows() const noexcept { return compiled_->overflows; }

}  // namespace connections::rules
