// Pattern and PatternSet: the only file that uses RE2.
#include "rules/book/pattern.h"

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include "model/stage_clock.h"
#include "rules/book/pattern_checks.h"
#include "rules/book/pattern_set.h"
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

  Compiled(std::string_view text, std::size_t memory, std::vector<std::string> names)
      : expression(text), max_memory(memory), groups(std::move(names)) {}

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

 private:
  mutable std::once_flag once;
  mutable std::optional<RE2> re;
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

std::expected<Pattern, PatternError> Pattern::parse(std::string_view expression, std::size_t max_memory) {
  auto groups = check_syntax(expression);
  if (!groups) return std::unexpected(std::move(groups.error()));
  Pattern pattern;
  pattern.compiled_ = std::make_shared<const Compiled>(expression, max_memory, std::move(*groups));
  return pattern;
}

std::expected<Pattern, PatternError> Pattern::compile(std::string_view expression, std::size_t max_memory) {
  auto pattern = parse(expression, max_memory);
  if (!pattern) return pattern;
  if (auto wrong = pattern->refusal()) return std::unexpected(*wrong);
  return pattern;
}

void Pattern::prepare() const { static_cast<void>(compiled_->made()); }

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

std::optional<Match> Pattern::find(std::string_view text, std::size_t from) const {
  if (from > text.size()) return std::nullopt;
  std::vector<re2::StringPiece> pieces(compiled_->groups.size() + 1);
  if (!compiled_->usable().Match(re2::StringPiece(text.data(), text.size()), from, text.size(), RE2::UNANCHORED,
                                 pieces.data(), static_cast<int>(pieces.size())))
    return std::nullopt;
  Match match;
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

bool Pattern::contains(std::string_view text) const {
  return compiled_->usable().Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), RE2::UNANCHORED, nullptr,
                                   0);
}

struct PatternSet::Compiled {
  std::vector<Pattern> patterns;
  mutable std::atomic<std::uint64_t> fallbacks = 0;

  Compiled(std::vector<Pattern> all, std::size_t memory) : patterns(std::move(all)), max_memory(memory) {}

  /// Null: it does not compile within its memory; patterns are tried singly.
  const RE2::Set* made() const {
    std::call_once(once, [this] {
      const NotReading clock;
      set.emplace(options_for(max_memory), RE2::UNANCHORED);
      bool added = true;
      for (const Pattern& pattern : patterns) added = added && set->Add(pattern.expression(), nullptr) >= 0;
      if (!added || !set->Compile()) set.reset();
    });
    return set ? &*set : nullptr;
  }

 private:
  std::size_t max_memory;
  mutable std::once_flag once;
  mutable std::optional<RE2::Set> set;
};

PatternSet::PatternSet(std::vector<Pattern> patterns, std::size_t max_memory)
    : compiled_(std::make_shared<const Compiled>(std::move(patterns), max_memory)) {}

std::vector<std::size_t> PatternSet::find(std::string_view text) const {
  const StageScope stage(ReadingStage::kPrefilter);
  std::vector<int> hits;
  RE2::Set::ErrorInfo error{};
  std::vector<std::size_t> found;
  const RE2::Set* set = compiled_->made();
  const bool searched = set != nullptr && (set->Match(re2::StringPiece(text.data(), text.size()), &hits, &error) ||
                                           error.kind == RE2::Set::kNoError);
  if (searched) {
    found.assign(hits.begin(), hits.end());
    std::sort(found.begin(), found.end());
    return found;
  }
  // A set has no slow path of its own: out of memory looks like "nothing found". Try each pattern.
  ++compiled_->fallbacks;
  for (std::size_t i = 0; i < compiled_->patterns.size(); ++i)
    if (compiled_->patterns[i].contains(text)) found.push_back(i);
  return found;
}

void PatternSet::prepare() const { static_cast<void>(compiled_->made()); }
bool PatternSet::fits() const { return compiled_->made() != nullptr; }
std::uint64_t PatternSet::fallbacks() const noexcept { return compiled_->fallbacks; }

}  // namespace connections::rules
