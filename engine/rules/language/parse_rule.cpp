#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "model/suggest.h"
#include "model/value.h"
#include "rules/language/parse_context.h"

namespace connections::rules {
namespace {

constexpr std::pair<std::string_view, Reading> kReadingWords[]{{"text", Reading::kText},
                                                               {"name", Reading::kName},
                                                               {"code", Reading::kCode},
                                                               {"date", Reading::kDate},
                                                               {"range_start", Reading::kRangeStart},
                                                               {"range_end", Reading::kRangeEnd},
                                                               {"count", Reading::kCount},
                                                               {"money", Reading::kMoney},
                                                               {"time", Reading::kTime},
                                                               {"constant", Reading::kConstant}};

Reading default_reading(Field field) {
  if (field == Field::kGuestName) return Reading::kName;
  switch (info(field).kind) {
    case ValueKind::kText:
      return Reading::kText;
    case ValueKind::kCode:
      return Reading::kCode;
    case ValueKind::kDate:
      return Reading::kDate;
    case ValueKind::kCount:
      return Reading::kCount;
    case ValueKind::kMoney:
      return Reading::kMoney;
    case ValueKind::kTime:
      return Reading::kTime;
  }
  return Reading::kText;
}

bool yields(Reading reading, ValueKind kind) {
  switch (reading) {
    case Reading::kText:
    case Reading::kName:
      return kind == ValueKind::kText || kind == ValueKind::kCode;
    case Reading::kCode:
      return kind == ValueKind::kCode || kind == ValueKind::kText;
    case Reading::kDate:
    case Reading::kRangeStart:
    case Reading::kRangeEnd:
      return kind == ValueKind::kDate;
    case Reading::kCount:
      return kind == ValueKind::kCount;
    case Reading::kMoney:
      return kind == ValueKind::kMoney;
    case Reading::kTime:
      return kind == ValueKind::kTime;
    case Reading::kParty:
      return false;
    case Reading::kConstant:
      return true;
  }
  return false;
}

YearPolicy read_year(std::string_view word) {
  if (word == "last_before_received") return YearPolicy::kLastBeforeReceived;
  return word == "required" ? YearPolicy::kRequired : YearPolicy::kNextAfterReceived;
}

/// Finds the capture group; R010 if the expression does not have it.
bool read_group(const ReaderContext& context, const YamlNode& at, const std::string& group, const Pattern& re,
                std::size_t& index) {
  if (const auto number = re.group(group)) {
    index = *number;
    return true;
  }
  std::vector<std::string_view> known(re.groups().begin(), re.groups().end());
  context.error(at, Code::kCaptureGroup, fmt::format("unknown capture group '{}'", group), suggest(group, known));
  return false;
}

bool read_emit_map(const ReaderContext& context, const YamlNode& node, const Pattern& re, Emit& emit) {
  if (const YamlNode* as = node.find("as"))
    for (const auto& [word, reading] : kReadingWords)
      if (word == as->value) emit.reading = reading;
  if (const YamlNode* formats = node.find("formats"))
    for (const YamlNode& format : formats->items) emit.formats.push_back(format.value);
  emit.order = read_order(text_or(node, "order"));
  emit.year = read_year(text_or(node, "year"));
  emit.currency = text_or(node, "currency");
  if (const YamlNode* value = node.find("value")) {
    emit.reading = Reading::kConstant;
    emit.constant = value->value;
    if (emit.field && parse_value(info(*emit.field).kind, emit.constant)) return true;
    context.error(*value, Code::kInvalidValue, fmt::format("invalid value '{}' for this field", emit.constant));
    return false;
  }
  const YamlNode* from = node.find("from");
  if (from == nullptr) {
    context.error(node, Code::kMissingKey, "missing key 'from' (a capture group) or 'value' in emit");
    return false;
  }
  if (!read_group(context, *from, from->value, re, emit.group)) return false;
  const YamlNode* then = node.find("then");
  if (then == nullptr) return true;
  if (emit.reading == Reading::kName || emit.reading == Reading::kText)
    return read_group(context, *then, then->value, re, emit.then);
  context.error(*then, Code::kInvalidValue, "'then' joins names and texts only");
  return false;
}

std::optional<Emit> read_emit(const ReaderContext& context, const YamlEntry& entry, const Pattern& re) {
  Emit emit;
  emit.field = parse_field(entry.key);
  emit.reading = emit.field ? default_reading(*emit.field) : Reading::kParty;
  const bool good = entry.value.type == YamlNode::Type::kMap
                        ? read_emit_map(context, entry.value, re, emit)
                        : read_group(context, entry.value, entry.value.value, re, emit.group);
  if (!good) return std::nullopt;
  if (emit.field && !yields(emit.reading, info(*emit.field).kind)) {
    context.error(entry.value, Code::kInvalidValue,
                  fmt::format("'as' does not yield the type of field '{}'", entry.key));
    return std::nullopt;
  }
  return emit;
}

void check_unused_groups(const ReaderContext& context, const YamlNode& re, const Rule& rule) {
  for (const std::string& group : rule.re.groups()) {
    const auto number = *rule.re.group(group);
    const bool used = std::any_of(rule.emits.begin(), rule.emits.end(),
                                  [&](const Emit& emit) { return emit.group == number || emit.then == number; });
    if (!used)
      context.report.add_inside(context.source, re, fmt::format("(?P<{}>", group), Code::kCaptureGroup,
                                fmt::format("unused capture group '{}'", group),
                                {.suggestion = "write (?:…), or emit it"});
  }
}

std::vector<Veto> read_vetoes(const ReaderContext& context, const YamlNode& node) {
  std::vector<Veto> vetoes;
  std::vector<const YamlNode*> all;
  if (node.type == YamlNode::Type::kMap) all.push_back(&node);
  for (const YamlNode& item : node.items) all.push_back(&item);
  for (const YamlNode* one : all) {
    std::vector<PartRef> elsewhere;
    if (const YamlNode* part = one->find("part")) elsewhere = context.parts(*part);
    auto re = context.pattern(*one->find("re"), elsewhere);
    if (!re) continue;
    Veto veto{std::move(*re), 0, std::move(elsewhere)};
    if (const YamlNode* near = one->find("near"))
      std::from_chars(near->value.data(), near->value.data() + near->value.size(), veto.near);
    vetoes.push_back(std::move(veto));
  }
  return vetoes;
}

/// True if all is well. The order of keys in the file changes nothing; `party`, which is not a field, goes first.
bool read_emits(const ReaderContext& context, const YamlNode& node, Rule& rule) {
  bool good = true;
  for (const YamlEntry& entry : node.find("emit")->entries) {
    auto emit = read_emit(context, entry, rule.re);
    good = good && emit.has_value();
    if (emit) rule.emits.push_back(std::move(*emit));
  }
  std::sort(rule.emits.begin(), rule.emits.end(), [](const Emit& a, const Emit& b) { return a.field < b.field; });
  if (good) check_unused_groups(context, *node.find("re"), rule);
  return good;
}

}  // namespace

std::optional<Rule> read_rule(const ReaderContext& context, const YamlNode& node, std::string_view pack_id) {
  Rule rule;
  const YamlNode& id = *node.find("id");
  rule.id = id.value;
  rule.where = context.where(node);
  if (!rule.id.starts_with(std::string(pack_id) + "."))
    context.error(id, Code::kInvalidValue, fmt::format("a rule's id must begin with '{}.'", pack_id));
  rule.parts = context.parts(*node.find("part"));
  rule.confidence = *confidence_of(node);
  rule.stay = text_or(node, "stay") == "true";
  if (const YamlNode* speakers = node.find("speaker")) {
    rule.speakers.clear();
    for (const YamlNode* word : texts_of(*speakers)) rule.speakers.push_back(*parse_speaker(word->value));
    if (rule.speakers.empty()) context.error(*speakers, Code::kInvalidValue, "'speaker' must not be empty");
  }
  if (const YamlNode* reject = node.find("reject")) rule.vetoes = read_vetoes(context, *reject);
  const YamlNode* when = node.find("when");
  if (when != nullptr) rule.when = read_condition(context, *when);
  auto re = context.pattern(*node.find("re"), rule.parts);
  if (!re) return std::nullopt;
  rule.re = std::move(*re);
  const bool good = read_emits(context, node, rule) && (when == nullptr || rule.when);
  return good ? std::optional(std::move(rule)) : std::nullopt;
}

std::optional<SegmentRule> read_segment(const ReaderContext& context, const YamlNode& node) {
  SegmentRule segment;
  segment.id = node.find("id")->value;
  segment.where = context.where(node);
  segment.speaker = *parse_speaker(node.find("speaker")->value);
  segment.parts = context.parts(*node.find("part"));
  auto from = context.pattern(*node.find("from"), segment.parts);
  if (!from) return std::nullopt;
  segment.from = std::move(*from);
  if (const YamlNode* to = node.find("to"); to != nullptr && !(segment.to = context.pattern(*to, segment.parts)))
    return std::nullopt;
  return segment;
}

}  // namespace connections::rules
