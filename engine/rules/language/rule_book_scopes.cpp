// RuleBookBuilder, second half: which names and languages a file sees, and what none of them uses.
#include <algorithm>

#include <fmt/format.h>

#include "model/suggest.h"
#include "rules/language/lint_rule_book.h"
#include "rules/language/parse_context.h"
#include "rules/language/rule_book_builder.h"

namespace connections::rules {
namespace {

constexpr int kDeepestParent = 3;

}  // namespace

bool RuleBookBuilder::may_be_unusable(std::string_view kind, std::string_view id) const {
  return std::any_of(unusable_.begin(), unusable_.end(), [&](const RuleSource& one) {
    return one.kind.empty() || (one.kind == kind && (one.id == id || one.id.empty()));
  });
}

const RuleBookBuilder::Scope& RuleBookBuilder::scope_of(const RuleSource& source) {
  if (const auto known = scopes_.find(&source); known != scopes_.end()) return known->second;
  chain_.push_back(&source);
  Scope scope;
  add_parent(source, scope);
  add_included(source, scope);
  scope.names.add_own(source);
  overrides_.extend_lists(source, scope.names, scope.changes);
  chain_.pop_back();
  return scopes_.emplace(&source, std::move(scope)).first->second;
}

void RuleBookBuilder::add_included(const RuleSource& source, Scope& scope) {
  const YamlNode* include = source.root.find("include");
  if (include == nullptr) return;
  Names beside;  // of all included files; none comes before another
  for (const YamlNode& word : include->items) {
    const auto wanted = (source.path.parent_path() / word.value).lexically_normal();
    const auto is_wanted = [&](const RuleSource& other) { return other.path.lexically_normal() == wanted; };
    if (std::any_of(unusable_.begin(), unusable_.end(), is_wanted)) continue;
    const auto found = std::find_if(sources_.begin(), sources_.end(), is_wanted);
    if (found == sources_.end()) {
      report_.error(source, word, 13, fmt::format("there is no file '{}'", word.value));
    } else if (found->kind != "library") {
      report_.error(source, word, 13,
                    fmt::format("'{}' is no library: only lists and macros can be included", word.value));
    } else if (std::find(chain_.begin(), chain_.end(), &*found) != chain_.end()) {
      report_.error(source, word, 14, fmt::format("'{}' includes this file in turn", word.value));
    } else {
      const Scope& inner = scope_of(*found);
      if (const std::string name = beside.clash(inner.names); !name.empty())
        report_.error(source, word, 11,
                      fmt::format("'{}' stands in this file and in another one that is included beside it", name));
      beside.add(inner.names);
      scope.texts.insert(inner.texts.begin(), inner.texts.end());
      scope.changes.insert(inner.changes.begin(), inner.changes.end());
    }
  }
  scope.names.add(beside);
}

const RuleSource* RuleBookBuilder::pack_source(std::string_view id) const {
  const auto found = std::find_if(sources_.begin(), sources_.end(),
                                  [&](const RuleSource& source) { return source.kind == "pack" && source.id == id; });
  return found == sources_.end() ? nullptr : &*found;
}

void RuleBookBuilder::add_parent(const RuleSource& source, Scope& scope) {
  const YamlNode* extends = source.kind == "pack" ? source.root.find("extends") : nullptr;
  if (extends == nullptr) return;
  const RuleSource* parent = pack_source(extends->value);
  if (parent == nullptr) {
    if (!may_be_unusable("pack", extends->value))
      report_.error(source, *extends, 16, fmt::format("there is no pack '{}' to extend", extends->value));
    return;
  }
  if (std::find(chain_.begin(), chain_.end(), parent) != chain_.end())
    return report_.error(source, *extends, 14, fmt::format("'{}' extends this pack in turn", extends->value));
  const Scope& inner = scope_of(*parent);
  scope.depth = inner.depth + 1;
  if (scope.depth > kDeepestParent)
    report_.error(source, *extends, 14, fmt::format("packs extend each other more than {} deep", kDeepestParent));
  scope.names.add(inner.names);
  scope.texts.insert(inner.texts.begin(), inner.texts.end());
  scope.changes.insert(inner.changes.begin(), inner.changes.end());
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
    if (may_be_unusable("locale", word.value)) continue;
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
    // Platforms share what is in common/: not every rules folder uses each of its names.
    if (std::filesystem::path(source.shown).parent_path().filename() == "common") continue;
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

void RuleBookBuilder::warn_useless() {
  for (const Useless& one : find_useless(*book_))
    for (const RuleSource& source : sources_)
      if (source.shown == one.where.file)
        report_.at(source, Severity::kWarning, one.where.line, one.where.column, 1, one.code, one.message);
}

}  // namespace connections::rules
