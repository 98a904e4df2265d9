#include "rules/evaluation/condition.h"

#include <algorithm>

#include <fmt/format.h>

#include "mail/address.h"
#include "model/value.h"

namespace connections::rules {
namespace {

constexpr std::size_t kBecauseBytes = 80;
constexpr std::size_t kTries = 64;  ///< matches in somebody else's words that are stepped over

/// The first match that the platform speaks.
std::optional<Span> platform_match(const Pattern& re, const PartText& part) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < kTries; ++i) {
    const auto match = re.find(part.text, at, part.words);
    if (!match) return std::nullopt;
    const Span span = match->spans[0];
    if (part.speaker(span) == Speaker::kPlatform) return span;
    at = std::max(span.end, span.begin + 1);
  }
  return std::nullopt;
}

std::string because(const PartRef& ref, std::string_view what) {
  std::string text = fold(what);
  if (text.size() > kBecauseBytes) text = text.substr(0, text.rfind(' ', kBecauseBytes)) + " …";
  return fmt::format("{} has \"{}\"", to_string(ref), text);
}

/// The part behind the last '@' of an address; the text itself if it has none.
std::string_view host_of(std::string_view address) { return address.substr(address.rfind('@') + 1); }

std::optional<Holds> test(const Condition& condition, const PartRef& ref, const PartText& part) {
  switch (condition.op) {
    case Condition::Op::kMatches:
      if (const auto span = platform_match(*condition.re, part))
        return Holds{condition.confidence, because(ref, part.text.substr(span->begin, span->size()))};
      return std::nullopt;
    case Condition::Op::kOneOf: {
      const std::string folded = fold(part.text);
      if (std::find(condition.words.begin(), condition.words.end(), folded) == condition.words.end())
        return std::nullopt;
      return Holds{condition.confidence, because(ref, part.text)};
    }
    case Condition::Op::kDomainOf:
      for (const std::string& domain : condition.words)
        if (mail::is_domain_of(host_of(part.text), domain)) return Holds{condition.confidence, because(ref, part.text)};
      return std::nullopt;
    default:
      return Holds{condition.confidence, fmt::format("{} is there", to_string(ref))};
  }
}

/// The test on each value beside a label, of those that the platform speaks.
std::optional<Holds> test_label(const Condition& condition, const PartRef& ref, PartTexts& texts) {
  for (const PartTexts::Labelled& one : texts.labels()) {
    if (one.found.label != ref.name) continue;
    const PartText* part = texts.get(one.part);
    const Span value = one.found.value;
    if (part == nullptr || part->speaker(value) != Speaker::kPlatform) continue;
    const PartText stretch{part->text.substr(value.begin, value.size()), part->offsets, {}, part->words};
    if (auto held = test(condition, ref, stretch)) return held;
  }
  return std::nullopt;
}

void strengthen(Holds& whole, const Holds& part) {
  if (part.confidence && (!whole.confidence || *part.confidence > *whole.confidence)) {
    whole = part;
    return;
  }
  if (whole.because.empty()) whole.because = part.because;
}

std::optional<Holds> combine(const Condition& condition, PartTexts& texts) {
  Holds whole;
  bool any = false;
  for (const Condition& child : condition.children) {
    const auto held = holds(child, texts);
    if (condition.op == Condition::Op::kNone && held) return std::nullopt;
    if (condition.op == Condition::Op::kAll && !held) return std::nullopt;
    if (held && condition.op != Condition::Op::kNone) strengthen(whole, *held);
    any = any || held;
  }
  if (condition.op == Condition::Op::kAny && !any) return std::nullopt;
  if (condition.confidence) whole.confidence = condition.confidence;
  return whole;
}

}  // namespace

std::optional<Holds> holds(const Condition& condition, PartTexts& texts) {
  using Op = Condition::Op;
  if (condition.op == Op::kAll || condition.op == Op::kAny || condition.op == Op::kNone)
    return combine(condition, texts);
  for (const PartRef& ref : condition.parts) {
    if (ref.kind == PartKind::kLabel) {
      if (auto held = test_label(condition, ref, texts)) return held;
      continue;
    }
    const PartText* part = texts.get(ref);
    if (part == nullptr || (condition.op == Op::kPresent && part->text.empty())) continue;
    if (auto held = test(condition, ref, *part)) return held;
  }
  return std::nullopt;
}

}  // namespace connections::rules
