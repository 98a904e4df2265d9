#include "rules/language/rule_book_builder.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/suggest.h"
#include "model/value.h"
#include "rules/book/forward_words.h"
#include "rules/book/version.h"
#include "rules/language/parse_context.h"
#include "rules/language/parse_locale.h"
#include "rules/matching/match_policy_builder.h"
#include "rules/syntax/schema.h"
#include "secrets/digest.h"

namespace connections::rules {
namespace {

Permission default_permission(MailKind kind) {
  if (kind == MailKind::kConfirmed) return Permission::kEnrich;
  if (kind == MailKind::kAlteration || kind == MailKind::kCancellation) return Permission::kReview;
  return Permission::kArchive;
}

std::string digest_of(std::vector<std::string> pieces) {
  secrets::Sha256 digest;
  for (const std::string& piece : pieces) {
    digest.add(std::to_string(piece.size()) + ":");
    digest.add(piece);
  }
  return digest.hex();
}

/// What the platform's mails say of themselves, and what the matcher must know of it.
void read_traits(const ReaderContext& context, const YamlNode& root, Platform& platform) {
  platform.manager = text_or(root, "manager") == "true";
  if (const YamlNode* feeds = root.find("feeds"))
    for (const YamlNode& word : feeds->items) platform.feeds.push_back(word.value);
  if (const YamlNode* channels = root.find("channels"))
    for (const YamlNode& word : channels->items) platform.channels.push_back(fold(word.value));
  if (const YamlNode* fields = root.find("no_field"))
    for (const YamlEntry& entry : fields->entries) {
      if (const auto field = parse_field(entry.key))
        platform.no_field[*field] = entry.value.value;
      else
        context.report.add_at_key(context.source, entry, Code::kUnknownKey,
                                  fmt::format("unknown field '{}'", entry.key),
                                  {.suggestion = suggest(entry.key, field_names())});
    }
  if (const YamlNode* signals = root.find("signals"))
    for (const YamlEntry& entry : signals->entries) {
      const auto parts = context.parts(entry.value);
      if (parts.size() == 1 && parts[0].kind != PartKind::kSignal && parts[0].kind != PartKind::kLabel)
        platform.signals[entry.key] = parts[0];
      else if (!parts.empty())
        context.error(entry.value, Code::kInvalidValue, "a signal must be read from one part that the mail itself has");
    }
}

}  // namespace

RuleBookBuilder::RuleBookBuilder(const LoadOptions& options, std::vector<RuleSource> sources, Report& report,
                                 PatternChecks checks)
    : options_(options),
      report_(report),
      expressions_{.patterns = Patterns(options.budgets.pattern_memory), .checks = checks} {
  for (RuleSource& source : sources) (source.usable ? sources_ : unusable_).push_back(std::move(source));
}

std::shared_ptr<RuleBook> RuleBookBuilder::build() {
  book_->budgets = options_.budgets;
  for (const RuleSource& source : sources_) {
    check_requires(source);
    if (source.kind == FileKind::kLibrary) take_id(source, *source.root.find("library"), "library " + source.id);
    if (source.kind == FileKind::kOverrides) {
      overrides_.read(source, report_);
      match_overrides_.read(source, report_);
    }
  }
  build_locales();
  build_platforms();
  book_->forward_words = forward_words_of(book_->locales, book_->platforms);
  build_packs();
  build_matching();
  report_missing_overrides();
  if (expressions_.checks.warn && !has_errors(report_.all())) {  // otherwise what uses a name may be missing
    warn_unused();
    warn_useless();
  }
  std::vector<std::string> texts;
  for (const RuleSource& source : sources_)
    if (source.kind != FileKind::kTests && source.kind != FileKind::kMatchTests) texts.push_back(source.text);
  std::sort(texts.begin(), texts.end());
  book_->hash = digest_of(std::move(texts));
  book_->expressions = expressions_.patterns.all();
  book_->vocabulary = expressions_.patterns.vocabulary();
  return book_;
}

void RuleBookBuilder::take_id(const RuleSource& source, const YamlNode& node, const std::string& id) {
  const auto [first, is_new] = ids_.try_emplace(id, FirstUse{&source, &node});
  if (!is_new)
    report_.add(source, node, Code::kDuplicateId, fmt::format("duplicate id '{}'", id),
                {.related = related_place(*first->second.source, *first->second.node, "first defined here")});
}

void RuleBookBuilder::build_locales() {
  for (const RuleSource& source : sources_) {
    if (source.kind != FileKind::kLocale) continue;
    take_id(source, *source.root.find("locale"), "locale " + source.id);
    book_->locales.emplace(source.id, read_locale(source, report_));
  }
  std::vector<const Locale*> all;
  for (const auto& [id, locale] : book_->locales) all.push_back(&locale);
  book_->words = Locales(std::move(all));
}

void RuleBookBuilder::build_platforms() {
  for (const RuleSource& source : sources_) {
    if (source.kind != FileKind::kPlatform) continue;
    take_id(source, *source.root.find("platform"), "platform " + source.id);
    if (source.path.parent_path().filename() != source.id && !source.path.empty())
      report_.add(source, *source.root.find("platform"), Code::kInvalidValue,
                  fmt::format("platform '{}' must be in a folder of the same name", source.id));
    const Scope& scope = scope_of(source);
    const Locales locales = locales_of(source, nullptr);
    const ReaderContext context{source, scope.names, locales, report_, expressions_};
    Platform platform;
    platform.id = source.id;
    platform.name = text_or(source.root, "name");
    platform.where = context.where(source.root);
    for (const YamlNode* domain : texts_of(*source.root.find("trusted_domains")))
      platform.trusted_domains.push_back(domain->value);
    if (const YamlNode* code = source.root.find("code")) platform.code = context.pattern(*code);
    if (auto condition = read_condition(context, *source.root.find("recognise")))
      platform.recognise = std::move(*condition);
    read_traits(context, source.root, platform);
    if (const YamlNode* segments = source.root.find("segments"))
      for (const YamlNode& node : segments->items) {
        take_id(source, *node.find("id"), node.find("id")->value);
        if (auto segment = read_segment(context, node)) platform.segments.push_back(std::move(*segment));
      }
    book_->platforms.push_back(std::move(platform));
  }
  std::sort(book_->platforms.begin(), book_->platforms.end(),
            [](const Platform& a, const Platform& b) { return a.id < b.id; });
}

void RuleBookBuilder::build_packs() {
  for (const RuleSource& source : sources_)
    if (source.kind == FileKind::kLibrary) (void)scope_of(source);  // its errors count even if it is not included
  for (const RuleSource& source : sources_)
    if (source.kind == FileKind::kPack) build_pack(source);
  for (Platform& platform : book_->platforms)
    std::sort(platform.packs.begin(), platform.packs.end(), [](const Pack& a, const Pack& b) { return a.id < b.id; });
}

namespace {

/// What the matcher must know of the platforms: their platform.yaml, and the shapes of codes of their matching rules.
match::Platforms platforms_of(const std::vector<Platform>& platforms, const match::Platforms& with_codes) {
  std::map<std::string, match::PlatformTraits, std::less<>> all;
  for (const Platform& one : platforms) {
    match::PlatformTraits traits{.feeds = one.feeds,
                                 .manager = one.manager,
                                 .channels = one.channels,
                                 .no_guest_name = {},
                                 .codes = with_codes.of(one.id).codes};
    if (const auto why = one.no_field.find(Field::kGuestName); why != one.no_field.end())
      traits.no_guest_name = why->second;
    if (traits != match::PlatformTraits{}) all.emplace(one.id, std::move(traits));
  }
  return match::Platforms(std::move(all));
}

/// Words that feeds use in event summaries and that are never a guest's name.
match::NoNames no_names_of(const std::vector<RuleSource>& sources) {
  static constexpr std::array<std::string_view, 8> kLists{
      "block_fillers", "stays", "tentative", "announces", "channels", "not_names", "connectives", "not_names_alone"};
  match::NoNames all;
  const auto take = [&](const YamlNode& list) {
    for (const YamlNode& word : list.items) all.insert(fold(word.value));
  };
  for (const RuleSource& source : sources) {
    if (source.kind != FileKind::kFeeds) continue;
    for (const std::string_view key : kLists)
      if (const YamlNode* list = source.root.find(key)) take(*list);
    if (const YamlNode* blocks = source.root.find("blocks"))
      for (const YamlEntry& entry : blocks->entries) take(entry.value);
  }
  return all;
}

}  // namespace

void RuleBookBuilder::build_matching() {
  std::vector<std::string_view> known;
  for (const Platform& one : book_->platforms) known.push_back(one.id);
  for (const RuleSource& source : sources_) {
    if (source.kind != FileKind::kMatch || source.id == "common" || book_->platform(source.id) != nullptr) continue;
    if (!may_be_unusable(FileKind::kPlatform, source.id))
      report_.add(source, *source.root.find("match"), Code::kUnknownTarget,
                  fmt::format("unknown platform '{}'", source.id), {.suggestion = suggest(source.id, known)});
  }
  book_->matching = build_match_policy(sources_, match_overrides_, report_);
  book_->matching.platforms = platforms_of(book_->platforms, book_->matching.platforms);
  book_->matching.no_names = no_names_of(sources_);
}

void RuleBookBuilder::build_pack(const RuleSource& source) {
  const YamlNode& root = source.root;
  take_id(source, *root.find("pack"), source.id);
  const std::string platform_id = source.id.substr(0, source.id.find('.'));
  const auto platform = std::find_if(book_->platforms.begin(), book_->platforms.end(),
                                     [&](const Platform& one) { return one.id == platform_id; });
  if (platform == book_->platforms.end()) {
    std::vector<std::string_view> known;
    for (const Platform& one : book_->platforms) known.push_back(one.id);
    if (!may_be_unusable(FileKind::kPlatform, platform_id))
      report_.add(source, *root.find("pack"), Code::kUnknownTarget,
                  fmt::format("unknown platform '{}' (rules/{}/platform.yaml)", platform_id, platform_id),
                  {.suggestion = suggest(platform_id, known)});
    return;
  }
  const Scope& scope = scope_of(source);
  Pack pack;
  pack.id = source.id;
  pack.platform = platform_id;
  pack.locales = locales_of(source, inherited(source, "locale"));
  const ReaderContext context{source, scope.names, pack.locales, report_, expressions_};
  read_pack_head(context, pack);
  read_pack_rules(context, pack, scope);
  freeze(pack);
  platform->packs.push_back(std::move(pack));
}

void RuleBookBuilder::read_pack_head(const ReaderContext& context, Pack& pack) {
  const YamlNode& root = context.source.root;
  const YamlNode& name = *root.find("pack");
  pack.where = context.where(root);
  pack.kind = parse_kind(text_or(root, "kind")).value_or(MailKind::kOther);
  if (const YamlNode* kinds = root.find("runs_for"))
    for (const YamlNode& word : kinds->items) pack.runs_for.push_back(*parse_kind(word.value));
  if (root.has("kind") == root.has("runs_for"))
    context.error(name, Code::kMissingKey, "a pack must have exactly one of 'kind' and 'runs_for'");
  else if (root.find("runs_for") != nullptr && pack.runs_for.empty())
    context.error(*root.find("runs_for"), Code::kInvalidValue, "'runs_for' must not be empty");
  pack.subkind = text_or(root, "subkind");
  const YamlNode* may = inherited(context.source, "may");
  pack.may = may != nullptr ? *parse_permission(may->value) : default_permission(pack.kind);
  if (const YamlNode* confidence = inherited(context.source, "confidence"))
    pack.confidence = confidence_in(*confidence);
  if (const YamlNode* choice = inherited(context.source, "locale")) {
    pack.date_order = read_order(text_or(*choice, "date_order"));
    pack.currency = text_or(*choice, "currency");
  }
  if (const YamlNode* key = root.find("key"))
    for (const YamlNode& word : key->items) {
      if (const auto field = parse_field(word.value))
        pack.key_fields.push_back(*field);
      else
        context.error(word, Code::kUnknownKey, fmt::format("unknown field '{}'", word.value),
                      suggest(word.value, field_names()));
    }
  if (!root.has("select") && root.has("kind"))
    context.error(name, Code::kMissingKey, "missing key 'select' in pack (needed with 'kind')");
  if (const YamlNode* node = root.find("select"))
    if (auto condition = read_condition(context, *node)) pack.select = std::move(*condition);
}

void RuleBookBuilder::read_pack_rules(const ReaderContext& context, Pack& pack, const Scope& scope) {
  Overrides::Applied changes = scope.changes;
  if (const YamlNode* rules = context.source.root.find("rules"))
    for (const YamlNode& node : rules->items) {
      take_id(context.source, *node.find("id"), node.find("id")->value);
      auto rule = read_rule(context, node, pack.id);
      if (!rule) continue;
      overrides_.change_rule(*rule, changes);
      pack.rules.push_back(std::move(*rule));
    }
  std::vector<std::string> texts(scope.texts.begin(), scope.texts.end());
  std::string changed;
  for (const auto& [fingerprint, sentence] : changes) {
    changed += fingerprint;
    pack.overrides.push_back(sentence);
  }
  texts.push_back(std::move(changed));
  pack.hash = digest_of(std::move(texts));
}

/// Sorts the rules, so that the order in the file changes nothing.
void RuleBookBuilder::freeze(Pack& pack) {
  std::sort(pack.rules.begin(), pack.rules.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
  for (std::size_t i = 0; i < pack.rules.size(); ++i)
    for (const PartRef& part : pack.rules[i].parts) pack.rules_of_part[part].push_back(i);
}

/// A target in a file that could not be used is not missing.
void RuleBookBuilder::report_missing_overrides() {
  for (const auto* all : {&sources_, &unusable_})
    for (const RuleSource& source : *all)
      for (const std::string& id : source.rule_ids) overrides_.suppress_missing_rule(id);
  for (const RuleSource& source : unusable_) overrides_.suppress_missing_lists_of(source.id);
  if (any_of_unknown_kind()) return;
  overrides_.report_missing(report_);
  if (!may_be_unusable(FileKind::kMatch, "")) match_overrides_.report_missing(report_);
}

void RuleBookBuilder::check_requires(const RuleSource& source) {
  const YamlNode* bounds = source.root.find("requires");
  if (bounds == nullptr) return;
  const auto readable = [&](const YamlNode& bound) {
    const bool is_bound = version_satisfies("0", bound.value).has_value();
    if (!is_bound)
      report_.add(source, bound, Code::kVersion, fmt::format("invalid version bound '{}'", bound.value),
                  {.suggestion = "write \">=0.1\""});
    return is_bound;
  };
  if (const YamlNode* engine = bounds->find("engine"); engine != nullptr && readable(*engine))
    if (!version_satisfies(options_.engine_version, engine->value).value_or(false))
      report_.add(source, *engine, Code::kVersion,
                  fmt::format("this file requires engine {}, this is {}", engine->value, options_.engine_version));
  if (const YamlNode* plugin = bounds->find("plugin"); plugin != nullptr && readable(*plugin))
    book_->plugin_requirements.push_back(
        {source.id.substr(0, source.id.find('.')), plugin->value, {source.shown, plugin->line, plugin->column}});
}

}  // namespace connections::rules
