#include "rules/language/names.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/suggest.h"
#include "rules/book/pattern_checks.h"

namespace connections::rules {
namespace {

constexpr int kMaxMacroDepth = 8;                 ///< macros in macros; deeper is a cycle
constexpr std::size_t kMaxExpression = 64 << 10;  ///< bytes, expanded; the words of all languages have up to 48 kB
constexpr std::string_view kListPrefix = "list.";
constexpr std::string_view kCalendarWords[]{"word.month", "word.weekday"};

std::string key_of(const Names::Named& named, std::string_view name) {
  return fmt::format("{}:{}", named.source->shown, name);
}

}  // namespace

std::string suggest_label(const Locales& locales, std::string_view label) {
  if (locales.all().empty()) return std::string(kNoLocales);
  std::vector<std::string_view> known;
  for (const Locale* locale : locales.all())
    for (const auto& [name, words] : locale->labels) known.push_back(name);
  return suggest(label, known);
}

void Names::add(const Names& outer) {
  for (const auto& [name, named] : outer.lists_) lists_.insert_or_assign(name, named);
  for (const auto& [name, named] : outer.macros_) macros_.insert_or_assign(name, named);
}

std::optional<Names::Conflict> Names::conflict(const Names& other) const {
  for (const auto& [ours, theirs] : {std::pair(&lists_, &other.lists_), std::pair(&macros_, &other.macros_)})
    for (const auto& [name, named] : *theirs)
      if (const auto found = ours->find(name); found != ours->end() && found->second.node != named.node)
        return Conflict{name, &found->second};
  return std::nullopt;
}

void Names::add_own(const RuleSource& source) {
  if (const YamlNode* lists = source.root.find("lists"))
    for (const YamlEntry& entry : lists->entries) {
      Named named{&source, &entry.value, {}};
      for (const YamlNode& item : entry.value.items) named.words.push_back(item.value);
      lists_.insert_or_assign(entry.key, std::move(named));
    }
  if (const YamlNode* macros = source.root.find("macros"))
    for (const YamlEntry& entry : macros->entries)
      macros_.insert_or_assign(entry.key, Named{&source, &entry.value, {}});
}

bool Names::extend_list(const std::string& name, const std::vector<std::string>& words) {
  const auto found = lists_.find(name);
  if (found == lists_.end()) return false;
  found->second.words.insert(found->second.words.end(), words.begin(), words.end());
  return true;
}

const Names::Named* Names::list(std::string_view name) const {
  const auto found = lists_.find(name);
  return found == lists_.end() ? nullptr : &found->second;
}

const Names::Named* Names::macro(std::string_view name) const {
  const auto found = macros_.find(name);
  return found == macros_.end() ? nullptr : &found->second;
}

std::vector<std::string_view> Names::known() const {
  std::vector<std::string_view> all;
  for (const auto& [name, named] : macros_) all.push_back(name);
  for (const auto& [name, named] : lists_) all.push_back(name);
  return all;
}

std::optional<std::string> Expander::expand(const RuleSource& source, const YamlNode& scalar) const {
  return expand(source, scalar, scalar.value, 0);
}

std::optional<std::string> Expander::expand(const RuleSource& source, const YamlNode& scalar, std::string_view text,
                                            int depth) const {
  if (depth > kMaxMacroDepth) {
    report.add(source, scalar, Code::kCycle, "cyclic macro expansion");
    return std::nullopt;
  }
  std::string out;
  while (!text.empty()) {
    const auto open = text.find("{{");
    const auto close = open == std::string_view::npos ? open : text.find("}}", open);
    if (open == std::string_view::npos) break;
    if (close == std::string_view::npos) {
      report.add_inside(source, scalar, "{{", Code::kUnknownName, "'{{' without '}}'",
                        {.suggestion = "write \\{ for a literal brace"});
      return std::nullopt;
    }
    out += text.substr(0, open);
    const auto inner = replacement(source, scalar, text.substr(open + 2, close - open - 2), depth);
    if (!inner) return std::nullopt;
    out += *inner;
    if (out.size() > kMaxExpression) {
      report.add(source, scalar, Code::kLimitExceeded,
                 fmt::format("the expression exceeds {} bytes after macro expansion", kMaxExpression));
      return std::nullopt;
    }
    text.remove_prefix(close + 2);
  }
  return out + std::string(text);
}

std::optional<std::string> Expander::replacement(const RuleSource& source, const YamlNode& scalar,
                                                 std::string_view name, int depth) const {
  if (name.starts_with(kWordPrefix) || name.starts_with(kLabelPrefix)) return words(source, scalar, name);
  const bool is_list = name.starts_with(kListPrefix);
  const std::string_view bare = is_list ? name.substr(kListPrefix.size()) : name;
  const Names::Named* named = is_list ? names.list(bare) : names.macro(bare);
  if (named == nullptr) {
    report.add_inside(source, scalar, name, Code::kUnknownName,
                      fmt::format("unknown {} '{}'", is_list ? "list" : "macro", bare),
                      {.suggestion = suggest(bare, names.known())});
    return std::nullopt;
  }
  expressions.used.insert(key_of(*named, bare));
  if (named->node->broken) return std::nullopt;
  if (is_list && named->words.empty()) {
    report.add(source, scalar, Code::kInvalidValue,
               fmt::format("the list '{}' is empty and would match everything", bare),
               {.related = related_place(*named->source, *named->node, "defined here")});
    return std::nullopt;
  }
  if (is_list) return any_of_words(named->words);
  const auto inner = expand(*named->source, *named->node, named->node->value, depth + 1);
  if (!inner) return std::nullopt;
  const std::string& written = named->node->value;
  if (const auto wrong = find_unbalanced(written)) {  // in the macro itself, not in whatever uses it
    report.add_inside(*named->source, *named->node, written.substr(wrong->span.begin, wrong->span.size()),
                      Code::kInvalidPattern, fmt::format("invalid expression: {}", wrong->message),
                      {.suggestion = wrong->suggestion});
    return std::nullopt;
  }
  return "(?:" + *inner + ")";
}

/// Of "label.NAME" and "word.NAME".
std::optional<std::string> Expander::words(const RuleSource& source, const YamlNode& scalar,
                                           std::string_view name) const {
  const std::string& found = expressions.words.of(locales, name);
  if (!found.empty()) return found;
  if (name.starts_with(kLabelPrefix)) {
    const std::string_view label = name.substr(kLabelPrefix.size());
    report.add_inside(source, scalar, name, Code::kUnknownName,
                      fmt::format("unknown label '{}' in the locales of this pack", label),
                      {.suggestion = suggest_label(locales, label)});
    return std::nullopt;
  }
  const bool known = std::ranges::find(kCalendarWords, name) != std::end(kCalendarWords);
  report.add_inside(source, scalar, name, Code::kUnknownName,
                    known ? fmt::format("no locale is loaded that has words for '{}'", name)
                          : fmt::format("unknown word list '{}'", name),
                    {.suggestion = known ? std::string(kNoLocales) : suggest(name, kCalendarWords)});
  return std::nullopt;
}

}  // namespace connections::rules
