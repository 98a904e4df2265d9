// Pattern and PatternSet: the only file that uses RE2.
#include "rules/book/pattern.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include "model/stage_clock.h"
#include "rules/book/pattern_checks.h"
#include "rules/book/pattern_set.h"

namespace connections::rules {

struct Pattern::Compiled {
  std::string expression;
  RE2 re;
  std::vector<std::string> groups;

  Compiled(std::string_view text, const RE2::Options& options) : expression(text), re(expression, options) {}
};

namespace {

RE2::Options options_for(std::size_t max_memory) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(static_cast<std::int64_t>(max_memory));
  return options;
}

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

std::expected<Pattern, PatternError> Pattern::compile(std::string_view expression, std::size_t max_memory) {
  if (auto wrong = check_syntax(expression)) return std::unexpected(*wrong);
  auto compiled = std::make_shared<Compiled>(expression, options_for(max_memory));
  if (!compiled->re.ok()) return std::unexpected(error_of(compiled->re, expression));
  for (const auto& [number, name] : compiled->re.CapturingGroupNames()) compiled->groups.push_back(name);
  Pattern pattern;
  pattern.compiled_ = std::move(compiled);
  return pattern;
}

const std::string& Pattern::expression() const noexcept { return compiled_->expression; }
const std::vector<std::string>& Pattern::groups() const noexcept { return compiled_->groups; }
int Pattern::program_size() const noexcept { return compiled_->re.ProgramSize(); }

std::optional<std::size_t> Pattern::group(std::string_view name) const noexcept {
  const auto found = std::find(compiled_->groups.begin(), compiled_->groups.end(), name);
  if (found == compiled_->groups.end()) return std::nullopt;
  return static_cast<std::size_t>(found - compiled_->groups.begin()) + 1;
}

std::optional<Match> Pattern::find(std::string_view text, std::size_t from) const {
  if (from > text.size()) return std::nullopt;
  std::vector<re2::StringPiece> pieces(compiled_->groups.size() + 1);
  if (!compiled_->re.Match(re2::StringPiece(text.data(), text.size()), from, text.size(), RE2::UNANCHORED,
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
  return compiled_->re.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

struct PatternSet::Compiled {
  std::vector<Pattern> patterns;
  RE2::Set set;
  bool usable = false;  ///< false: the set did not compile within its memory; patterns are tried singly
  mutable std::atomic<std::uint64_t> fallbacks = 0;

  Compiled(std::vector<Pattern> all, const RE2::Options& options)
      : patterns(std::move(all)), set(options, RE2::UNANCHORED) {}
};

PatternSet::PatternSet(const std::vector<Pattern>& patterns, std::size_t max_memory) {
  auto compiled = std::make_shared<Compiled>(patterns, options_for(max_memory));
  bool added = true;
  for (const Pattern& pattern : patterns) added = added && compiled->set.Add(pattern.expression(), nullptr) >= 0;
  compiled->usable = added && compiled->set.Compile();
  compiled_ = std::move(compiled);
}

std::vector<std::size_t> PatternSet::find(std::string_view text) const {
  const StageScope stage(ReadingStage::kPrefilter);
  std::vector<int> hits;
  RE2::Set::ErrorInfo error{};
  std::vector<std::size_t> found;
  const bool searched =
      compiled_->usable && (compiled_->set.Match(re2::StringPiece(text.data(), text.size()), &hits, &error) ||
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

bool PatternSet::fits() const noexcept { return compiled_->usable; }
std::uint64_t PatternSet::fallbacks() const noexcept { return compiled_->fallbacks; }

}  // namespace connections::rules
