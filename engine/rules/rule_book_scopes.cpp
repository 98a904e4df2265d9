// RuleBookBuilder, second half: which names and languages a file sees.
#include <algorithm>

#include <fmt/format.h>

#include "rules/reader_context.h"
#include "rules/rule_book_builder.h"
#include "model/suggest.h"

namespace connections::rules {
namespace {

constexpr int kDeepestInclude = 8;
constexpr int kDeepestParent = 3;

}  // namespace

RuleBookBuilder::Scope RuleBookBuilder::scope_of(const RuleSource& source, int depth) {
  Scope scope;
  add_parent(source, scope, depth);
  add_included(source, scope, depth);
  scope.names.add_own(source);
  overrides_.extend_lists(source, scope.names);
  scope.fingerprint += source.text;
  return scope;
}

void RuleBookBuilder::add_included(const RuleSource& source, Scope& scope, int depth) {
  const YamlNode* include = source.root.find("include");
  if (include == nullptr) return;
  for (const YamlNode& word : include->items) {
    if (depth >= kDeepestInclude)
      return report_.error(source, word, 14,
                           fmt::format("includes go deeper than {}; is there a circle?", kDeepestInclude));
    const auto wanted = (source.path.parent_path() / word.value).lexically_normal();
    const auto found = std::find_if(sources_.begin(), sources_.end(),
                                    [&](const RuleSource& other) { return other.path.lexically_normal() == wanted; });
    if (found == sources_.end() || found->kind != "library") {
      report_.error(source, word, 13,
                    found == sources_.end()
                        ? fmt::format("there is no file '{}'", word.value)
                        : fmt::format("'{}' is no library: only lists and macros can be included", word.value));
      continue;
    }
    const Scope inner = scope_of(*found, depth + 1);
    scope.names.add(inner.names);
    scope.fingerprint += inner.fingerprint;
  }
}

const RuleSource* RuleBookBuilder::pack_source(std::string_view id) const {
  const auto found = std::find_if(sources_.begin(), sources_.end(),
                                  [&](const RuleSource& source) { return source.kind == "pack" && source.id == id; });
  return found == sources_.end() ? nullptr : &*found;
}

void RuleBookBuilder::add_parent(const RuleSource& source, Scope& scope, int depth) {
  const YamlNode* extends = source.kind == "pack" ? source.root.find("extends") : nullptr;
  if (extends == nullptr) return;
  const RuleSource* parent = pack_source(extends->value);
  if (parent == nullptr)
    return report_.error(source, *extends, 16, fmt::format("there is no pack '{}' to extend", extends->value));
  if (depth >= kDeepestParent)
    return report_.error(source, *extends, 14,
                         fmt::format("packs extend each other deeper than {}; is there a circle?", kDeepestParent));
  const Scope inner = scope_of(*parent, depth + 1);
  scope.names.add(inner.names);
  scope.fingerprint += inner.fingerprint;
}

/// A key of the pack itself, or of the nearest pack it extends.
const YamlNode* RuleBookBuilder::inherited(const RuleSource& source, std::string_view key) const {
  const RuleSource* at = &source;
  for (int depth = 0; at != nullptr && depth <= kDeepestParent; ++depth) {
    if (const YamlNode* own = at->root.find(key)) return own;
    const YamlNode* extends = at->root.find("extends");
    at = extends != nullptr ? pack_source(extends->value) : nullptr;
  }
  return nullptr;
}

Locales RuleBookBuilder::locales_of(const RuleSource& source, const YamlNode* choice) {
  std::vector<const Locale*> chosen;
  const YamlNode* languages = choice != nullptr ? choice->find("languages") : nullptr;
  if (languages == nullptr) {
    for (const auto& [id, locale] : book_->locales) chosen.push_back(&locale);
    return Locales(std::move(chosen));
  }
  for (const YamlNode& word : languages->items) {
    const auto found = book_->locales.find(word.value);
    if (found != book_->locales.end()) {
      chosen.push_back(&found->second);
      continue;
    }
    std::vector<std::string_view> known;
    for (const auto& [id, locale] : book_->locales) known.push_back(id);
    report_.error(source, word, 13,
                  fmt::format("there is no locale '{}' (rules/common/locales/{}.yaml)", word.value, word.value),
                  suggest(word.value, known));
  }
  return Locales(std::move(chosen));
}

void RuleBookBuilder::warn_unused() {
  for (const RuleSource& source : sources_) {
    Names own;
    own.add_own(source);
    const auto unused = [&](const std::string& name) {
      return !used_.contains(fmt::format("{}:{}", source.shown, name));
    };
    for (const auto& [name, named] : own.lists())
      if (unused(name)) report_.warning(source, *named.node, 102, fmt::format("the list '{}' is used nowhere", name));
    for (const auto& [name, named] : own.macros())
      if (unused(name)) report_.warning(source, *named.node, 102, fmt::format("the macro '{}' is used nowhere", name));
  }
}

}  // namespace connections::rules
