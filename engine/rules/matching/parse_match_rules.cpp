#include "rules/matching/parse_match_rules.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/suggest.h"
#include "model/value.h"
#include "rules/matching/match_values.h"

namespace connections::rules {
namespace {

using match::Comparison;

match::StayIs stay_of(const std::string& word) {
  if (word == "block") return match::StayIs::kBlock;
  return word == "cancelled" ? match::StayIs::kCancelled : match::StayIs::kTwin;
}

class Parser {
 public:
  Parser(const RuleSource& source, const match::MatchRules* base, std::map<std::string, const YamlNode*>& ids,
         Report& report)
      : source_(source), root_(source.root), ids_(ids), report_(report) {
    if (base != nullptr) rules_ = *base;
  }

  match::MatchRules run() {
    numbers();
    const auto items = [&](const char* key) {
      return root_.find(key) != nullptr ? root_.find(key)->items : std::vector<YamlNode>();
    };
    const match::MatchRules inherited = rules_;
    for (const YamlNode& node : items("comparisons")) comparison(node);
    for (match::Veto& veto : rules_.vetoes) {
      if (veto.when) find_again(*veto.when, inherited, veto);
      if (veto.unless) find_again(*veto.unless, inherited, veto);
    }
    for (const YamlNode& node : items("vetoes")) veto(node);
    for (const YamlNode& node : items("groups")) group(node);
    std::sort(rules_.vetoes.begin(), rules_.vetoes.end(), [](const match::Veto& a, const match::Veto& b) {
      const auto rank = [](const match::Veto& one) {
        return one.when ? static_cast<int>(one.when->what) : 100 + static_cast<int>(*one.is);
      };
      return std::tuple(rank(a), a.id) < std::tuple(rank(b), b.id);
    });
    return std::move(rules_);
  }

 private:
  void numbers() {
    if (const YamlNode* node = root_.find("candidates"))
      rules_.window = std::chrono::days(whole_of(*node->find("days")));
    if (const YamlNode* node = root_.find("prior")) {
      rules_.prior = decimal_of(*node->find("bits"));
      if (const YamlNode* each = node->find("per_candidate")) rules_.prior_per_candidate = is_true(each);
    }
    const YamlNode *costs = root_.find("costs"), *outright = root_.find("update_at");
    if (costs != nullptr && outright != nullptr)
      report_.add(source_, *outright, Code::kInvalidValue, "'update_at' cannot be combined with 'costs'");
    if (costs != nullptr) {
      rules_.wrong_cost = decimal_of(*costs->find("wrong"));
      rules_.review_cost = decimal_of(*costs->find("review"));
      rules_.update_bits.reset();
      if (rules_.wrong_cost <= rules_.review_cost)
        report_.add(source_, *costs, Code::kInvalidValue, "a wrong name must cost more than a review");
    }
    if (outright != nullptr) rules_.update_bits = decimal_of(*outright);
    if (const YamlNode* node = root_.find("review_at")) rules_.review_at = decimal_of(*node);
    if (const YamlNode* node = root_.find("wait_hours")) rules_.wait = std::chrono::hours(whole_of(*node));
    if (const YamlNode* node = root_.find("confidence")) {
      if (const YamlNode* name = node->find("name")) rules_.name_at_least = decimal_of(*name);
      if (const YamlNode* dates = node->find("dates")) rules_.dates_at_least = decimal_of(*dates);
    }
  }

  /// Whether nothing else has the id, which begins with the file's name.
  bool take_id(const YamlNode& node) {
    const YamlNode& id = *node.find("id");
    if (!id.value.starts_with(source_.id + ".")) {
      report_.add(source_, id, Code::kInvalidValue, fmt::format("the id must begin with '{}.'", source_.id));
      return false;
    }
    const auto [first, is_new] = ids_.try_emplace(id.value, &id);
    if (!is_new)
      report_.add(source_, id, Code::kDuplicateId, fmt::format("duplicate id '{}'", id.value),
                  {.suggestion = {}, .related = related_place(source_, *first->second, "first defined here")});
    return is_new;
  }

  void comparison(const YamlNode& node) {
    if (!take_id(node)) return;
    const match::ComparisonInfo& what = match::info(*match::parse_comparison(node.find("compare")->value));
    match::Weighting& weighting = rules_.of(what.what);
    if (weighting.id.starts_with(source_.id + "."))
      return report_.add(source_, *node.find("compare"), Code::kDuplicateId,
                         fmt::format("two comparisons of '{}' in one file", what.name));
    weighting = {.id = node.find("id")->value, .levels = {}, .missing = 0, .changed = {}};
    if (const YamlNode* missing = node.find("missing")) weighting.missing = decimal_of(*missing);
    for (const YamlNode& level : node.find("levels")->items) add_level(level, what, weighting);
  }

  void add_level(const YamlNode& node, const match::ComparisonInfo& what, match::Weighting& weighting) {
    match::Level level{.name = node.find("level")->value, .bits = decimal_of(*node.find("bits"))};
    const YamlNode* at_most = node.find("at_most");
    if (what.words.empty()) {
      if (at_most != nullptr) level.bound = whole_of(*at_most);
    } else {
      const auto word = std::ranges::find(what.words, level.name);
      if (word == what.words.end())
        return report_.add(source_, *node.find("level"), Code::kInvalidValue,
                           fmt::format("'{}' is not a level of '{}', which are {}", level.name, what.name,
                                       fmt::join(what.words, ", ")),
                           {.suggestion = suggest(level.name, what.words), .related = {}});
      if (at_most != nullptr)
        return report_.add(source_, *at_most, Code::kInvalidValue,
                           fmt::format("'{}' has words, not numbers: 'at_most' cannot be said", what.name));
      level.bound = static_cast<int>(word - what.words.begin());
    }
    if (std::ranges::find(weighting.levels, level.name, &match::Level::name) != weighting.levels.end())
      return report_.add(source_, node, Code::kDuplicateId, fmt::format("duplicate level '{}'", level.name));
    if (!weighting.levels.empty() && level.bound <= weighting.levels.back().bound)
      return report_.add(source_, node, Code::kUnreachable,
                         fmt::format("level '{}' never counts: '{}' holds wherever it does", level.name,
                                     weighting.levels.back().name));
    if (!weighting.levels.empty() && level.bits > weighting.levels.back().bits)
      report_.add(source_, node, Code::kRisingBits,
                  fmt::format("level '{}' gives more than '{}', which agrees better", level.name,
                              weighting.levels.back().name));
    weighting.levels.push_back(std::move(level));
  }

  std::optional<match::LevelRef> level_of(const YamlNode& node) {
    const Comparison what = *match::parse_comparison(node.find("compare")->value);
    const YamlNode& name = *node.find("level");
    const auto& levels = rules_.of(what).levels;
    const auto found = std::ranges::find(levels, name.value, &match::Level::name);
    if (found != levels.end()) return match::LevelRef{what, static_cast<std::size_t>(found - levels.begin())};
    std::vector<std::string_view> known;
    for (const match::Level& one : levels) known.push_back(one.name);
    report_.add(source_, name, Code::kUnknownTarget,
                fmt::format("comparison of '{}' has no level '{}'", match::info(what).name, name.value),
                {.suggestion = suggest(name.value, known), .related = {}});
    return std::nullopt;
  }

  /// An inherited veto names a level; a comparison that this file defines anew must have it too.
  void find_again(match::LevelRef& ref, const match::MatchRules& inherited, const match::Veto& veto) {
    const auto& before = inherited.of(ref.what).levels;
    const auto& after = rules_.of(ref.what).levels;
    if (ref.level >= before.size()) return;
    const std::string& name = before[ref.level].name;
    const auto found = std::ranges::find(after, name, &match::Level::name);
    if (found == after.end())
      return report_.add(
          source_, *root_.find("match"), Code::kUnknownTarget,
          fmt::format("the inherited '{}' needs the level '{}' of '{}'", veto.id, name, match::info(ref.what).name));
    ref.level = static_cast<std::size_t>(found - after.begin());
  }

  void veto(const YamlNode& node) {
    if (!take_id(node)) return;
    const YamlNode *when = node.find("when"), *stay = node.find("stay");
    if ((when != nullptr) == (stay != nullptr))
      return report_.add(source_, node, Code::kInvalidValue, "a veto must have either 'when' or 'stay'");
    match::Veto veto{.id = node.find("id")->value,
                     .when = {},
                     .is = {},
                     .unless = {},
                     .contradicts = is_true(node.find("contradicts")),
                     .reason = node.find("reason")->value};
    if (stay != nullptr) veto.is = stay_of(stay->value);
    if (when != nullptr && !(veto.when = level_of(*when))) return;
    if (const YamlNode* unless = node.find("unless"); unless != nullptr && !(veto.unless = level_of(*unless))) return;
    if (veto.when && rules_.of(veto.when->what).missing != 0)
      report_.add(source_, node, Code::kVetoOnMissing,
                  fmt::format("'{}' counts where nothing is said, and forbids where something is",
                              rules_.of(veto.when->what).id));
    rules_.vetoes.push_back(std::move(veto));
  }

  void group(const YamlNode& node) {
    if (!take_id(node)) return;
    match::EvidenceGroup group{.id = node.find("id")->value, .of = {}};
    for (const YamlNode& word : node.find("of")->items) group.of.push_back(*match::parse_comparison(word.value));
    if (group.of.size() < 2)
      return report_.add(source_, node, Code::kInvalidValue, "a group must have at least two comparisons");
    rules_.groups.push_back(std::move(group));
  }

  const RuleSource& source_;
  const YamlNode& root_;
  std::map<std::string, const YamlNode*>& ids_;
  Report& report_;
  match::MatchRules rules_;
};

}  // namespace

match::MatchRules parse_match_rules(const RuleSource& source, const match::MatchRules* base,
                                    std::map<std::string, const YamlNode*>& ids, Report& report) {
  return Parser(source, base, ids, report).run();
}

std::vector<match::CodeShape> parse_code_shapes(const RuleSource& source) {
  std::vector<match::CodeShape> shapes;
  if (const YamlNode* codes = source.root.find("codes"))
    for (const YamlNode& node : codes->items)
      shapes.push_back({node.find("prefix")->value, static_cast<std::size_t>(whole_of(*node.find("length")))});
  return shapes;
}

}  // namespace connections::rules
