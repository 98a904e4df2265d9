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

/// RE2 pays for its program in memory first. A range in all languages has about 30,000 instructions and stays
/// cheap with the words of one text only; `\p{L}{1,60}` has 70,000 and does not.
constexpr int kSlowProgram = 45'000;

/// To the nearest ten: versions of RE2 count a little differently.
int in_thousands(int instructions) { return (instructions + 5'000) / 10'000 * 10; }

constexpr std::array<std::string_view, 8> kPartWords{"subject", "from.address", "from.name", "reply_to.address",
                                                     "text",    "html",         "links",     "body"};

bool has_label(const Locales& locales, const std::string& name) {
  return std::any_of(locales.all().begin(), locales.all().end(),
                     [&](const Locale* locale) { return locale->labels.contains(name); });
}

}  // namespace

std::optional<Pattern> ReaderContext::pattern(const YamlNode& scalar, const std::vector<PartRef>& parts) const {
  const auto expression = Expander{names, locales, report, expressions}.expand(source, scalar);
  if (!expression) return std::nullopt;
  auto pattern = parsed(*expression);
  if (!pattern) {
    const PatternError& wrong = pattern.error();
    report.add_inside(source, scalar, expression->substr(wrong.span.begin, wrong.span.size()), Code::kInvalidPattern,
                      fmt::format("invalid expression: {}", wrong.message), {.suggestion = wrong.suggestion});
    return std::nullopt;
  }
  if (expressions.checks.warn) warn_slow(scalar, *pattern, parts);
  return std::move(*pattern);
}

std::expected<Pattern, PatternError> ReaderContext::parsed(const std::string& expression) const {
  auto pattern = expressions.patterns.parse(expression);
  if (!pattern || !expressions.checks.compile) return pattern;
  if (auto wrong = pattern->refusal()) return std::unexpected(*std::move(wrong));
  return pattern;
}

void ReaderContext::warn_slow(const YamlNode& scalar, const Pattern& pattern, const std::vector<PartRef>& parts) const {
  if (pattern.program_size() > kSlowProgram)
    report.add(source, scalar, Code::kSlowPattern,
               fmt::format("slow expression: about {} thousand instructions", in_thousands(pattern.program_size())),
               {.suggestion = "\\p{L} and large repeats cost most"});
  if (const auto count = long_count(pattern.expression())) {
    const std::string piece = pattern.expression().substr(count->begin, count->size());
    report.add_inside(source, scalar, piece, Code::kSlowPattern,
                      fmt::format("slow expression: '{}' counts characters", piece),
                      {.suggestion = "write * or +: what follows, or the end of the line, ends it"});
  }
  const bool of_body = std::any_of(parts.begin(), parts.end(), [](const PartRef& part) {
    return part.kind == PartKind::kText || part.kind == PartKind::kHtml;
  });
  const auto gap = of_body ? unbounded_gap(pattern.expression()) : std::nullopt;
  if (!gap) return;
  const std::string piece = pattern.expression().substr(gap->begin, gap->size());
  report.add_inside(source, scalar, piece, Code::kSlowPattern,
                    fmt::format("slow expression: '{}' has no bound and crosses lines", piece),
                    {.suggestion = "bound it, for example {0,200}"});
}

std::vector<PartRef> ReaderContext::parts(const YamlNode& node) const {
  std::vector<PartRef> found;
  if (node.type == YamlNode::Type::kList && node.items.empty())
    error(node, Code::kInvalidValue, "'part' must not be empty");
  for (const YamlNode* word : texts_of(node)) {
    if (word->value == "body") {
      found.push_back({PartKind::kText, {}});
      found.push_back({PartKind::kHtml, {}});
    } else if (auto part = parse_part(word->value)) {
      if (part->kind == PartKind::kLabel && !has_label(locales, part->name))
        error(*word, Code::kInvalidValue, fmt::format("unknown label '{}' in the locales of this pack", part->name),
              suggest_label(locales, part->name));
      found.push_back(std::move(*part));
    } else {
      error(*word, Code::kInvalidValue, fmt::format("unknown part '{}'", word->value),
            suggest(word->value, kPartWords));
    }
  }
  return found;
}

std::vector<const YamlNode*> texts_of(const YamlNode& node) {
  if (node.type == YamlNode::Type::kScalar) return {&node};
  std::vector<const YamlNode*> all;
  all.reserve(node.items.size());
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

DateOrder read_order(std::string_view word) {
  if (word == "dmy") return DateOrder::kDayFirst;
  if (word == "mdy") return DateOrder::kMonthFirst;
  if (word == "ymd") return DateOrder::kYearFirst;
  return DateOrder::kUnset;
}

}  // namespace connections::rules
