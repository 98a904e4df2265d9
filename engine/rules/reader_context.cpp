#include "rules/reader_context.h"

#include <charconv>

#include <fmt/format.h>

#include "model/suggest.h"

namespace connections::rules {
namespace {

/// RE2 pays for its program in memory first. A range in fourteen languages has about 13,000 instructions and stays
/// cheap behind the prefilter; `\p{L}{1,60}` has 70,000 and does not.
constexpr int kSlowProgram = 20'000;

constexpr std::array<std::string_view, 8> kPartWords{"subject", "from.address", "from.name", "reply_to.address",
                                                     "text",    "html",         "links",     "body"};

}  // namespace

std::optional<Pattern> ReaderContext::pattern(const YamlNode& scalar) const {
  const auto expression = Expander{names, locales, report, used}.expand(source, scalar);
  if (!expression) return std::nullopt;
  auto compiled = Pattern::compile(*expression, pattern_memory);
  if (!compiled) {
    const PatternError& wrong = compiled.error();
    const std::string piece = expression->substr(wrong.span.begin, wrong.span.size());
    const auto offset = scalar.value.find(piece);
    const bool exact =
        !piece.empty() && offset != std::string::npos && scalar.quoted && scalar.value.find('\n') == std::string::npos;
    report.at(source, Severity::kError, scalar.line, scalar.column + (exact ? static_cast<int>(offset) + 1 : 0),
              exact ? piece.size() : 1, 8, fmt::format("the expression is refused: {}", wrong.message));
    return std::nullopt;
  }
  if (compiled->program_size() > kSlowProgram)
    report.warning(source, scalar, 101,
                   fmt::format("slow expression: {} instructions; \\p{{L}} and large repeats cost most",
                               compiled->program_size()));
  return std::move(*compiled);
}

std::vector<PartRef> ReaderContext::parts(const YamlNode& node) const {
  std::vector<PartRef> found;
  for (const YamlNode* word : texts_of(node)) {
    if (word->value == "body") {
      found.push_back({PartKind::kText, {}});
      found.push_back({PartKind::kHtml, {}});
    } else if (auto part = parse_part(word->value)) {
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

std::optional<Confidence> confidence_of(const YamlNode& map) {
  const YamlNode* node = map.find("confidence");
  if (node == nullptr) return std::nullopt;
  double value = 0;
  std::from_chars(node->value.data(), node->value.data() + node->value.size(), value);
  return Confidence(value);
}

DateOrder read_order(std::string_view word) {
  if (word == "dmy") return DateOrder::kDayFirst;
  if (word == "mdy") return DateOrder::kMonthFirst;
  if (word == "ymd") return DateOrder::kYearFirst;
  return DateOrder::kUnset;
}

}  // namespace connections::rules
