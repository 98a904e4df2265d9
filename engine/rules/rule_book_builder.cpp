#include "rules/rule_book_builder.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/locale_reader.h"
#include "rules/reader_context.h"
#include "model/suggest.h"
#include "rules/version.h"
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

}  // namespace

RuleBookBuilder::RuleBookBuilder(const LoadOptions& options, std::vector<RuleSource> sources, Report& report)
    : options_(options), sources_(std::move(sources)), report_(report) {}

std::shared_ptr<RuleBook> RuleBookBuilder::build() {
  book_->budgets = options_.budgets;
  for (const RuleSource& source : sources_) {
    check_requires(source);
    if (source.kind == "overrides") overrides_.read(source, report_);
  }
  build_locales();
  build_platforms();
  build_packs();
  overrides_.complain_about_missing(report_);
  warn_unused();
  std::vector<std::string> texts;
  for (const RuleSource& source : sources_)
    if (source.kind != "tests") texts.push_back(source.text);
  std::sort(texts.begin(), texts.end());
  book_->hash = digest_of(std::move(texts));
  return book_;
}

void RuleBookBuilder::take_id(const RuleSource& source, const YamlNode& node, const std::string& id) {
  const auto [first, is_new] = ids_.try_emplace(id, fmt::format("{}:{}", source.shown, node.line));
  if (!is_new)
    report_.error(source, node, 11, fmt::format("the id '{}' stands twice; the first is at {}", id, first->second));
}

void RuleBookBuilder::build_locales() {
  for (const RuleSource& source : sources_) {
    if (source.kind != "locale") continue;
    take_id(source, *source.root.find("locale"), "locale " + source.id);
    book_->locales.emplace(source.id, read_locale(source, report_));
  }
}

void RuleBookBuilder::build_platforms() {
  for (const RuleSource& source : sources_) {
    if (source.kind != "platform") continue;
    take_id(source, *source.root.find("platform"), "platform " + source.id);
    if (source.path.parent_path().filename() != source.id && !source.path.empty())
      report_.error(source, *source.root.find("platform"), 7,
                    fmt::format("the folder of platform '{}' must have its name", source.id));
    const Scope scope = scope_of(source, 0);
    const Locales locales = locales_of(source, nullptr);
    const ReaderContext context{source, scope.names, locales, report_, used_, options_.budgets.pattern_memory};
    Platform platform;
    platform.id = source.id;
    platform.name = text_or(source.root, "name");
    platform.where = context.where(source.root);
    for (const YamlNode* domain : texts_of(*source.root.find("trusted_domains")))
      platform.trusted_domains.push_back(domain->value);
    if (const YamlNode* code = source.root.find("code")) platform.code = context.pattern(*code);
    if (auto condition = read_condition(context, *source.root.find("recognise")))
      platform.recognise = std::move(*condition);
    if (const YamlNode* segments = source.root.find("segments"))
      for (const YamlNode& node : segments->items)
        if (auto segment = read_segment(context, node)) platform.segments.push_back(std::move(*segment));
    book_->platforms.push_back(std::move(platform));
  }
  std::sort(book_->platforms.begin(), book_->platforms.end(),
            [](const Platform& a, const Platform& b) { return a.id < b.id; });
}

void RuleBookBuilder::build_packs() {
  for (const RuleSource& source : sources_)
    if (source.kind == "pack") build_pack(source);
  for (Platform& platform : book_->platforms)
    std::sort(platform.packs.begin(), platform.packs.end(), [](const Pack& a, const Pack& b) { return a.id < b.id; });
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
    return report_.error(source, *root.find("pack"), 16,
                         fmt::format("there is no platform '{}' (rules/{}/platform.yaml)", platform_id, platform_id),
                         suggest(platform_id, known));
  }
  const Scope scope = scope_of(source, 0);
  const YamlNode* choice = inherited(source, "locale");
  Pack pack;
  pack.locales = locales_of(source, choice);
  const ReaderContext context{source, scope.names, pack.locales, report_, used_, options_.budgets.pattern_memory};
  pack.id = source.id;
  pack.platform = platform_id;
  pack.where = context.where(root);
  pack.kind = parse_kind(text_or(root, "kind")).value_or(MailKind::kOther);
  if (const YamlNode* kinds = root.find("runs_for"))
    for (const YamlNode& word : kinds->items) pack.runs_for.push_back(*parse_kind(word.value));
  if (pack.runs_for.empty() == (root.find("kind") == nullptr))
    context.error(*root.find("pack"), 5, "a pack has either a kind, or runs_for");
  pack.subkind = text_or(root, "subkind");
  const YamlNode* may = inherited(source, "may");
  pack.may = may != nullptr ? *parse_permission(may->value) : default_permission(pack.kind);
  pack.confidence = confidence_of(root).value_or(pack.confidence);
  if (choice != nullptr) {
    pack.date_order = read_order(text_or(*choice, "date_order"));
    pack.currency = text_or(*choice, "currency");
  }
  if (const YamlNode* key = root.find("key"))
    for (const YamlNode& word : key->items) {
      if (const auto field = parse_field(word.value))
        pack.key_fields.push_back(*field);
      else
        context.error(word, 2, fmt::format("'{}' is no field", word.value));
    }
  const YamlNode* select_node = root.find("select");
  if (select_node == nullptr && pack.runs_for.empty())
    context.error(*root.find("pack"), 5, "a pack of a kind needs the key 'select'");
  if (select_node != nullptr)
    if (auto condition = read_condition(context, *select_node)) pack.select = std::move(*condition);
  if (const YamlNode* rules = root.find("rules"))
    for (const YamlNode& node : rules->items) {
      take_id(source, *node.find("id"), node.find("id")->value);
      auto rule = read_rule(context, node, pack.id);
      if (!rule) continue;
      overrides_.change_rule(*rule);
      pack.rules.push_back(std::move(*rule));
    }
  pack.hash = digest_of({scope.fingerprint, overrides_.fingerprint()});
  freeze(pack);
  platform->packs.push_back(std::move(pack));
}

/// Sorts the rules, so that the order in the file changes nothing, and makes one prefilter a part.
void RuleBookBuilder::freeze(Pack& pack) {
  std::sort(pack.rules.begin(), pack.rules.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
  std::map<PartRef, std::vector<std::size_t>> by_part;
  for (std::size_t i = 0; i < pack.rules.size(); ++i)
    for (const PartRef& part : pack.rules[i].parts) by_part[part].push_back(i);
  for (auto& [part, rules] : by_part) {
    std::vector<Pattern> patterns;
    for (const std::size_t index : rules) patterns.push_back(pack.rules[index].re);
    pack.prefilters.emplace(part, Pack::Prefilter{PatternSet(patterns, options_.budgets.set_memory), std::move(rules)});
  }
}

void RuleBookBuilder::check_requires(const RuleSource& source) {
  const YamlNode* requires_node = source.root.find("requires");
  const YamlNode* engine = requires_node != nullptr ? requires_node->find("engine") : nullptr;
  if (engine == nullptr) return;
  const auto holds = version_satisfies(options_.engine_version, engine->value);
  if (!holds)
    report_.error(source, *engine, 15, fmt::format("'{}' is no version bound; write \">=0.1\"", engine->value));
  else if (!*holds)
    report_.error(source, *engine, 15,
                  fmt::format("this file needs engine {}, this one is {}", engine->value, options_.engine_version));
}

}  // namespace connections::rules
