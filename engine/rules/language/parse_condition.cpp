#include <algorithm>

#include <fmt/format.h>

#include "model/suggest.h"
#include "model/value.h"
#include "rules/language/parse_context.h"

namespace connections::rules {
namespace {

using Op = Condition::Op;

constexpr std::string_view kListPrefix = "list.";

struct OpKey {
  std::string_view key;
  Op op;
};
constexpr OpKey kGroups[]{{"all", Op::kAll}, {"any", Op::kAny}, {"none", Op::kNone}};
constexpr OpKey kTests[]{
    {"re", Op::kMatches}, {"in", Op::kOneOf}, {"domain", Op::kDomainOf}, {"present", Op::kPresent}};

/// The words of `in` and `domain`: literal ones, and those of named lists.
void read_words(const ReaderContext& context, const YamlNode& node, Condition& condition) {
  for (const YamlNode* word : texts_of(node)) {
    if (!word->value.starts_with(kListPrefix)) {
      condition.words.push_back(fold(word->value));
      continue;
    }
    const std::string name = word->value.substr(kListPrefix.size());
    const Names::Named* list = context.names.list(name);
    if (list == nullptr) {
      context.error(*word, Code::kUnknownName, fmt::format("unknown list '{}'", name),
                    suggest(name, context.names.known()));
      continue;
    }
    context.expressions.used.insert(fmt::format("{}:{}", list->source->shown, name));
    for (const std::string& item : list->words) condition.words.push_back(fold(item));
  }
}

std::optional<Condition> read_group(const ReaderContext& context, const YamlNode& node, const YamlNode& children,
                                    Op op) {
  if (node.find("part") != nullptr) {
    context.error(node, Code::kInvalidValue, "a condition must not combine 'part' with all, any or none");
    return std::nullopt;
  }
  Condition condition;
  condition.op = op;
  if (children.items.empty()) context.error(children, Code::kInvalidValue, "a group of conditions must not be empty");
  bool good = !children.items.empty();
  for (const YamlNode& child : children.items) {
    auto read = read_condition(context, child);
    good = good && read.has_value();
    if (read) condition.children.push_back(std::move(*read));
  }
  return good ? std::optional(std::move(condition)) : std::nullopt;
}

std::optional<Condition> read_test(const ReaderContext& context, const YamlNode& node, const YamlNode& value, Op op) {
  const YamlNode* part = node.find("part");
  if (part == nullptr) {
    context.error(node, Code::kMissingKey, "missing key 'part' in condition (where to look)");
    return std::nullopt;
  }
  Condition condition;
  condition.op = op;
  condition.where = context.where(node);
  condition.parts = context.parts(*part);
  if (op == Op::kMatches && !(condition.re = context.pattern(value, condition.parts))) return std::nullopt;
  if (op == Op::kOneOf || op == Op::kDomainOf) read_words(context, value, condition);
  if (condition.parts.empty()) return std::nullopt;
  if (op == Op::kPresent && value.value == "false") {
    Condition absent;
    absent.op = Op::kNone;
    absent.children.push_back(std::move(condition));
    return absent;
  }
  return condition;
}

}  // namespace

std::optional<Condition> read_condition(const ReaderContext& context, const YamlNode& node) {
  std::optional<Condition> condition;
  int found = 0;
  for (const auto& [key, op] : kGroups)
    if (const YamlNode* children = node.find(key); children != nullptr && ++found == 1)
      condition = read_group(context, node, *children, op);
  for (const auto& [key, op] : kTests)
    if (const YamlNode* value = node.find(key); value != nullptr && ++found == 1)
      condition = read_test(context, node, *value, op);
  if (found != 1) {
    context.error(node, found == 0 ? Code::kMissingKey : Code::kInvalidValue,
                  "a condition must have exactly one of all, any, none, re, in, domain, present");
    return std::nullopt;
  }
  if (!condition) return std::nullopt;
  condition->confidence = confidence_of(node);
  condition->where = context.where(node);
  return condition;
}

}  // namespace connections::rules
