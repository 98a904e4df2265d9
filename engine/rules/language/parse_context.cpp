#include "rules/language/parse_context.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "model/field.h"
#include "model/suggest.h"
#include "rules/language/pattern_gaps.h"

namespace connections::rules {
namespace {

/// RE2 pays for its program in memory first. A range in 24 languages has about 30,000 instructions and stays
/// cheap behind the prefilter; `\p{L}{1,60}` has 70,000 and does not.
constexpr int kSlowProgram = 45'000;

/// To the nearest ten: versions of RE2 count a little differently, and nobody needs more.
int in_thousands(int instructions) { return (instructions + 5'000) / 10'000 * 10; }

constexpr std::array<std::string_view, 8> kPartWords{"subject", "from.address", "from.name", "reply_to.address",
                                                     "text",    "html",         "links",     "body"};

bool has_label(const Locales& locales, const std::string& name) {
  return std::any_of(locales.all().begin(), locales.all().end(),
                     [&](const Locale* locale) { return locale->labels.contains(name); });
}

}  // namespace

std::optional<Pattern> ReaderContext::pattern(const YamlNode& scalar, const std::vector<PartRef>& parts) const {
  const auto expression = Expander{names, locales, report, used}.expand(source, scalar);
  if (!expression) return std::nullopt;
  auto compiled = Pattern::compile(*expression, pattern_memory);
  if (!compiled) {
    const PatternError& wrong = compiled.error();
    report.inside(source, scalar, Severity::kError, expression->substr(wrong.span.begin, wrong.span.size()), 8,
                  fmt::format("the expression is refused: {}", wrong.message));
    return std::nullopt;
  }
  warn_slow(scalar, *compiled, parts);
  return std::move(*compiled);
}

void ReaderContext::warn_slow(const YamlNode& scalar, const Pattern& pattern, const std::vector<PartRef>& parts) const {
  if (pattern.program_size() > kSlowProgram)
    report.warning(source, scalar, 101,
                   fmt::format("slow expression: about {} thousand instructions; \\p{{L}} and large repeats cost most",
                               in_thousands(pattern.program_size())));
  const bool of_body = std::any_of(parts.begin(), parts.end(), [](const PartRef& part) {
    return part.kind == PartKind::kText || part.kind == PartKind::kHtml;
  });
  const auto gap = of_body ? unbounded_gap(pattern.expression()) : std::nullopt;
  if (!gap) return;
  const std::string piece = pattern.expression().substr(gap->begin, gap->size());
  report.inside(
      source, scalar, Severity::kWarning, piece, 101,
      fmt::format("slow expression: '{}' runs over lines without end; give it a bound like {{0,200}}", piece));
}

std::vector<PartRef> ReaderContext::parts(const YamlNode& node) const {
  std::vector<PartRef> found;
  if (node.type == YamlNode::Type::kList && node.items.empty()) error(node, 7, "no part of the mail is named");
  for (const YamlNode* word : texts_of(node)) {
    if (word->value == "body") {
      found.push_back({PartKind::kText, {}});
      found.push_back({PartKind::kHtml, {}});
    } else if (auto part = parse_part(word->value)) {
      if (part->kind == PartKind::kLabel && !has_label(locales, part->name))
        error(*word, 7, fmt::format("no locale of this pack has a label '{}'", part->name));
      found.push_back(std::move(*part));
    } else {
      error(*word, 7, fmt::format("'{}' is no part of a mail", word->value), suggest(word->value, kPartWords));
    }
  }
  return found;
}

std::vector<const YamlNode*> texts_of(const YamlNode& node) {
  if (node.type == YamlNode::Type::kScalar) return {&node};
  std::vector<const YamlNode*> all;
  for (const YamlNode& item : node.items) all.push_back(&item);
  return all;
}

std::string text_or(const YamlNode& map, std::string_view key, std::string_view otherwise) {
  const YamlNode* node = map.find(key);
  return node != nullptr ? node->value : std::string(otherwise);
}

Confidence confidence_in(const YamlNode& scalar) {
  double value = 0;
  std::from_chars(scalar.value.data(), scalar.value.data() + scalar.value.size(), value);
  return Confidence(value);
}

std::optional<Confidence> confidence_of(const YamlNode& map) {
  const YamlNode* node = map.find("confidence");
  return node != nullptr ? std::optional(confidence_in(*node)) : std::nullopt;
}

std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names;
  for (const FieldInfo& info : all_fields()) names.push_back(info.name);
  return names;
}

DateOrder read_order(std::string_view word) {
  if (word == "dmy") return DateOrder::kDayFirst;
  if (word == "mdy") return DateOrder::kMonthFirst;
  if (word == "ymd") return DateOrder::kYearFirst;
  return DateOrder::kUnset;
}

}  // namespace connections::rules
