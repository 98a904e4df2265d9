#include "rules/evaluation/condition_failure.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/value.h"
#include "rules/evaluation/condition.h"

namespace connections::rules {
namespace {

constexpr std::size_t kShownExpression = 60;  ///< bytes; expressions of many languages have thousands
constexpr std::size_t kShownText = 40;
constexpr std::size_t kShownWords = 3;

std::string cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return std::string(text.substr(0, bytes)) + "…";
}

std::string some_of(const std::vector<std::string>& words) {
  const std::vector<std::string> first(words.begin(), words.begin() + std::min(words.size(), kShownWords));
  return fmt::format("{}{}", fmt::join(first, ", "), words.size() > first.size() ? " …" : "");
}

std::string parts_of(const Condition& test) {
  std::string names;
  for (const PartRef& part : test.parts) names += (names.empty() ? "" : " and ") + to_string(part);
  return names;
}

/// Its text, of the first part that the mail has; for a label, its first value.
std::optional<std::string> text_of(const Condition& test, PartTexts& texts) {
  for (const PartRef& ref : test.parts) {
    if (ref.kind == PartKind::kLabel)
      for (const PartTexts::Labelled& one : texts.labels())
        if (const PartText* part = texts.get(one.part); part != nullptr && one.found.label == ref.name)
          return std::string(part->text.substr(one.found.value.begin, one.found.value.size()));
    if (const PartText* part = texts.get(ref)) return std::string(part->text);
  }
  return std::nullopt;
}

std::string why_test_fails(const Condition& test, PartTexts& texts) {
  const std::string parts = parts_of(test);
  const auto text = text_of(test, texts);
  if (!text) return fmt::format("the mail has no {}", parts);
  switch (test.op) {
    case Condition::Op::kMatches:
      return fmt::format("{} {} /{}/", parts,
                         test.re->contains(*text) ? "has only in words that are not the platform's" : "does not match",
                         cut(test.re->expression(), kShownExpression));
    case Condition::Op::kOneOf:
      return fmt::format("{} \"{}\" is none of {}", parts, cut(fold(*text), kShownText), some_of(test.words));
    case Condition::Op::kDomainOf:
      return fmt::format("{} \"{}\" is not of {}", parts, cut(*text, kShownText), some_of(test.words));
    default:
      return fmt::format("{} is empty", parts);
  }
}

/// Whether the mail has anything that the condition looks at.
bool sees(const Condition& condition, PartTexts& texts) {
  if (condition.children.empty()) return text_of(condition, texts).has_value();
  return std::any_of(condition.children.begin(), condition.children.end(),
                     [&](const Condition& child) { return sees(child, texts); });
}

/// Of the alternatives, the first that had something to look at.
std::string why_no_child_holds(const Condition& any, PartTexts& texts) {
  if (any.children.empty()) return "it names no test";
  const auto seeing = std::find_if(any.children.begin(), any.children.end(),
                                   [&](const Condition& child) { return sees(child, texts); });
  const Condition& told = seeing == any.children.end() ? any.children.front() : *seeing;
  const std::string why = why_not(told, texts);
  const std::size_t more = any.children.size() - 1;
  if (more == 0) return why;
  return more == 1 ? why + " (the other alternative fails too)"
                   : fmt::format("{} (the other {} alternatives fail too)", why, more);
}

}  // namespace

std::string why_not(const Condition& condition, PartTexts& texts) {
  if (holds(condition, texts)) return {};
  switch (condition.op) {
    case Condition::Op::kAll:
      for (const Condition& child : condition.children)
        if (std::string why = why_not(child, texts); !why.empty()) return why;
      return {};
    case Condition::Op::kAny:
      return why_no_child_holds(condition, texts);
    case Condition::Op::kNone:
      for (const Condition& child : condition.children)
        if (const auto held = holds(child, texts))
          return fmt::format("it must not hold: {}", held->because.empty() ? "one of its tests does" : held->because);
      return {};
    default:
      return why_test_fails(condition, texts);
  }
}

}  // namespace connections::rules
