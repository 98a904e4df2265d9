// RuleBookBuilder, second half: which names and languages a file sees, and what none of them uses.
#include <algorithm>

#include <fmt/format.h>

#include "model/suggest.h"
#include "rules/language/lint_rule_book.h"
#include "rules/language/parse_context.h"
#include "rules/language/rule_book_builder.h"

namespace connections::rules {
namespace {

constexpr int kMaxParents = 3;  ///< packs that extend each other

}  // namespace

bool RuleBookBuilder::any_of_unknown_kind() const {
  return std::ranges::any_of(unusable_, [](const RuleSource& one) { return !one.kind; });
}

bool RuleBookBuilder::may_be_unusable(FileKind kind, std::string_view id) const {
  return any_of_unknown_kind() || std::ranges::any_of(unusable_, [&](const RuleSource& one) {
           return one.kind == kind && (one.id == id || one.id.empty());
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

/// Beside the source; of a further rule folder that has no such file, the one at the same place in `rules`.
std::filesystem::path RuleBookBuilder::included_file(const RuleSource& source, std::string_view word) const {
  namespace fs = std::filesystem;
  const fs::path beside = (source.path.parent_path() / word).lexically_normal();
  if (std::ranges::any_of(sources_, [&](const RuleSource& one) { return one.path.lexically_normal() == beside; }))
    return beside;
  for (const fs::path& folder : options_.further) {
    const fs::path way = beside.lexically_relative(folder.lexically_normal());
    if (!way.empty() && *way.begin() != "..") return (options_.rules / way).lexically_normal();
  }
  return beside;
}

void RuleBookBuilder::add_included(const RuleSource& source, Scope& scope) {
  const YamlNode* include = source.root.find("include");
  if (include == nullptr) return;
  Names beside;  // of all included files; none comes before another
  for (const YamlNode& word : include->items) {
    const auto wanted = included_file(source, word.value);
    const auto is_wanted = [&](const RuleSource& other) { return other.path.lexically_normal() == wanted; };
    if (std::any_of(unusable_.begin(), unusable_.end(), is_wanted)) continue;
    const auto found = std::find_if(sources_.begin(), sources_.end(), is_wanted);
    if (found == sources_.end()) {
      report_.add(source, word, Code::kNotFound, fmt::format("included file '{}' not found", word.value),
                  {.suggestion = suggest_include(source, word.value)});
    } else if (found->kind != FileKind::kLibrary) {
      report_.add(source, word, Code::kNotFound,
                  fmt::format("'{}' is not a library: only lists and macros can be included", word.value));
    } else if (std::find(chain_.begin(), chain_.end(), &*found) != chain_.end()) {
      report_.add(source, word, Code::kCycle, fmt::format("cyclic include: '{}' includes this file", word.value));
    } else {
      const Scope& inner = scope_of(*found);
      if (const auto twice = beside.conflict(inner.names))
        report_.add(source, word, Code::kDuplicateId, fmt::format("'{}' is defined by two included files", twice->name),
                    {.related = related_place(*twice->here->source, *twice->here->node, "first defined here")});
      beside.add(inner.names);
      scope.texts.insert(inner.texts.begin(), inner.texts.end());
      scope.changes.insert(inner.changes.begin(), inner.changes.end());
    }
  }
  scope.names.add(beside);
}

/// Libraries of the same name elsewhere, or one that is spelt alike; paths are relative to `source`.
std::string RuleBookBuilder::suggest_include(const RuleSource& source, std::string_view wanted) const {
  std::vector<std::string> paths;
  for (const RuleSource& one : sources_)
    if (one.kind == FileKind::kLibrary && &one != &source)
      paths.push_back(one.path.lexically_relative(source.path.parent_path()).generic_string());
  const std::filesystem::path file = std::filesystem::path(wanted).filename();
  for (const std::string& path : paths)
    if (std::filesystem::path(path).filename() == file) return fmt::format("did you mean '{}'?", path);
  return suggest(wanted, std::vector<std::string_view>(paths.begin(), paths.end()));
}

std::string RuleBookBuilder::suggest_pack(std::string_view wanted) const {
  std::vector<std::string_view> known;
  for (const RuleSource& one : sources_)
    if (one.kind == FileKind::kPack) known.push_back(one.id);
  return suggest(wanted, known);
}

const RuleSource* RuleBookBuilder::pack_source(std::string_view id) const {
  const auto found = std::find_if(sources_.begin(), sources_.end(), [&](const RuleSource& source) {
    return source.kind == FileKind::kPack && source.id == id;
  });
  return found == sources_.end() ? nullptr : &*found;
}

void RuleBookBuilder::add_parent(const RuleSource& source, Scope& scope) {
  const YamlNode* extends = source.kind == FileKind::kPack ? source.root.find("extends") : nullptr;
  if (extends == nullptr) return;
  const RuleSource* parent = pack_source(extends->value);
  if (parent == nullptr) {
    if (!may_be_unusable(FileKind::kPack, extends->value))
      report_.add(source, *extends, Code::kUnknownTarget, fmt::format("unknown pack '{}' to extend", extends->value),
                  {.suggestion = suggest_pack(extends->value)});
    return;
  }
  if (std::find(chain_.begin(), chain_.end(), parent) != chain_.end())
    return report_.add(source, *extends, Code::kCycle,
                       fmt::format("cyclic inheritance: '{}' extends this pack", extends->value));
  const Scope& inner = scope_of(*parent);
  scope.depth = inner.depth + 1;
  if (scope.depth > kMaxParents)
    report_.add(source, *extends, Code::kCycle,
                fmt::format("packs must not extend each other more than {} deep", kMaxParents));
  scope.names.add(inner.names);
  scope.texts.insert(inner.texts.begin(), inner.texts.end());
  scope.changes.insert(inner.changes.begin(), inner.changes.end());
}

/// A key of the pack itself, or of the nearest pack it extends.
const YamlNode* RuleBookBuilder::inherited(const RuleSource& source, std::string_view key) const {
  const RuleSource* at = &source;
  for (int depth = 0; at != nullptr && depth <= kMaxParents; ++depth) {
    if (const YamlNode* own = at->root.find(key)) return own;
    const YamlNode* extends = at->root.find("extends");
    at = extends != nullptr ? pack_source(extends->value) : nullptr;
  }
  return nullptr;
}

Locales RuleBookBuilder::locales_of(const RuleSource& source, const YamlNode* choice) {
  const YamlNode* languages = choice != nullptr ? choice->find("languages") : nullptr;
  if (languages == nullptr) return book_->words;
  std::vector<const Locale*> chosen;
  for (const YamlNode& word : languages->items) {
    const auto found = book_->locales.find(word.value);
    if (found != book_->locales.end()) {
      chosen.push_back(&found->second);
      continue;
    }
    if (may_be_unusable(FileKind::kLocale, word.value)) continue;
    std::vector<std::string_view> known;
    for (const auto& [id, locale] : book_->locales) known.push_back(id);
    report_.add(source, word, Code::kNotFound,
                fmt::format("unknown locale '{}' (rules/common/locales/{}.yaml)", word.value, word.value),
                {.suggestion = known.empty() ? std::string(kNoLocales) : suggest(word.value, known)});
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
      return !expressions_.used.contains(fmt::format("{}:{}", source.shown, name));
    };
    for (const auto& [name, named] : own.lists())
      if (unused(name)) report_.add(source, *named.node, Code::kUnusedName, fmt::format("unused list '{}'", name));
    for (const auto& [name, named] : own.macros())
      if (unused(name)) report_.add(source, *named.node, Code::kUnusedName, fmt::format("unused macro '{}'", name));
  }
}

void RuleBookBuilder::warn_useless() {
  const auto source_of = [&](const Location& where) -> const RuleSource& {
    return *std::ranges::find(sources_, where.file, &RuleSource::shown);
  };
  for (Diagnostic& one : find_useless(*book_)) {
    if (auto& also = one.related) also->source_line = source_line(source_of(also->where), also->where.line);
    const RuleSource& source = source_of(one.where);
    report_.add(source, std::move(one));
  }
}

}  // namespace connections::rules
