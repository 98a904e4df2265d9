#include "rules/syntax/check_shape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "model/confidence.h"
#include "model/field.h"
#include "model/suggest.h"
#include "rules/syntax/schema.h"
#include "rules/syntax/yaml_syntax.h"

namespace connections::rules {
namespace {

using Type = YamlNode::Type;

/// Words that YAML 1.1 readers take for booleans or nothing. As text they must be quoted, so that all parsers agree.
constexpr std::array<std::string_view, 12> kTrapWords{"yes",  "no", "on",   "off",   "y",   "n",
                                                      "null", "~",  "true", "false", "Yes", "No"};

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> all;
  while (!words.empty()) {
    const auto bar = words.find('|');
    all.push_back(words.substr(0, bar));
    words = bar == std::string_view::npos ? std::string_view() : words.substr(bar + 1);
  }
  return all;
}

bool looks_octal(std::string_view text) {
  return text.size() > 1 && text[0] == '0' &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Every check is true if the value may be used. A value that may not is marked broken, an item of a list dropped.
class ShapeChecker {
 public:
  ShapeChecker(const RuleSource& source, Report& report, std::span<const ObjectSpec> schema)
      : source_(source), report_(report), schema_(schema) {}

  bool root(YamlNode& node, std::string_view name) { return object(node, spec_of(name)); }

 private:
  [[nodiscard]] const ObjectSpec& spec_of(std::string_view name) const {
    return *std::ranges::find(schema_, name, &ObjectSpec::name);
  }

  bool object(YamlNode& node, const ObjectSpec& spec) {
    if (node.type != Type::kMap) return wrong(node, fmt::format("'{}' must be a map of keys", spec.name));
    bool flawless = true;
    for (YamlEntry& entry : node.entries) {
      const KeySpec* key = find_key(spec, entry.key);
      if (key == nullptr)
        unknown(entry, spec, node);
      else
        entry.value.broken = !value(entry.value, *key);
      flawless = flawless && key != nullptr && !entry.value.broken;
    }
    bool complete = true;
    for (const KeySpec& key : spec.keys) {
      if (!key.required || node.find(key.name) != nullptr) continue;
      complete = false;
      if (!node.has(key.name))
        report_.add(source_, node, Code::kMissingKey,
                    fmt::format("missing key '{}' in {} ({})", key.name, spec.name, key.doc));
    }
    return complete && (flawless || !spec.whole);
  }

  /// A misspelt key becomes the one it was probably meant to be, broken: that one is not reported as missing too.
  void unknown(YamlEntry& entry, const ObjectSpec& spec, const YamlNode& node) {
    std::vector<std::string_view> known;
    for (const KeySpec& key : spec.keys) known.push_back(key.name);
    const YamlNode* id = node.find("id");
    const std::string which = id != nullptr ? fmt::format("{} '{}'", spec.name, id->value) : std::string(spec.name);
    report_.add_at_key(source_, entry, Code::kUnknownKey, fmt::format("unknown key '{}' in {}", entry.key, which),
                       {.suggestion = suggestion_for(entry.key, known, spec.name)});
    const std::string_view meant = nearest(entry.key, known);
    if (meant.empty() || node.has(meant)) return;
    entry.key = meant;
    entry.value.broken = true;
  }

  bool value(YamlNode& node, const KeySpec& key) {
    if (node.broken) return false;  // an alias, already reported
    switch (key.type) {
      case ValueType::kText:
        return text(node, key);
      case ValueType::kTexts:
        return texts(node, key);
      case ValueType::kTextOrTexts:
        return node.type == Type::kList ? texts(node, key) : text(node, key);
      case ValueType::kNumber:
        return number(node, key);
      case ValueType::kDecimal:
        return decimal(node, key);
      case ValueType::kConfidence:
        return confidence(node, key);
      case ValueType::kFlag:
        return flag(node, key);
      case ValueType::kObject:
        return object(node, spec_of(key.object));
      case ValueType::kObjects:
        return objects(node, key);
      case ValueType::kNamedTexts:
        return named(node, key, false);
      case ValueType::kNamedLists:
        return named(node, key, true);
      case ValueType::kWordLists:
        return word_lists(node, key);
      case ValueType::kEmits:
        return fields(node, key, "emit");
      case ValueType::kExpects:
        return fields(node, key, "expect");
    }
    return true;
  }

  bool text(const YamlNode& node, const KeySpec& key) {
    if (node.type != Type::kScalar) return wrong(node, fmt::format("'{}' must be a text", key.name));
    if (!node.quoted && std::find(kTrapWords.begin(), kTrapWords.end(), node.value) != kTrapWords.end())
      return trap(node, fmt::format("unquoted '{}' is not a text to every YAML parser", node.value));
    if (!node.quoted && begins_with_typographic_quote(node.value))
      return trap(node, "typographic quotes are part of the text", "write '…' with straight quotes");
    if (!node.quoted && looks_octal(node.value))
      return trap(node, fmt::format("unquoted {} is an octal number to some YAML parsers", node.value));
    const auto allowed = split(key.words);
    if (allowed.empty() || std::find(allowed.begin(), allowed.end(), node.value) != allowed.end()) return true;
    report_.add(source_, node, Code::kInvalidValue,
                fmt::format("'{}' must be one of {}, not '{}'", key.name, fmt::join(allowed, ", "), node.value),
                {.suggestion = suggest(node.value, allowed)});
    return false;
  }
  bool texts(YamlNode& node, const KeySpec& key) {
    if (node.type != Type::kList) return wrong(node, fmt::format("'{}' must be a list of texts", key.name));
    return every(node, [&](YamlNode& item) { return text(item, key); });
  }
  bool number(const YamlNode& node, const KeySpec& key) {
    int value = 0;
    const auto [end, error] = std::from_chars(node.value.data(), node.value.data() + node.value.size(), value);
    const bool whole =
        node.type == Type::kScalar && error == std::errc{} && end == node.value.data() + node.value.size();
    if (whole && looks_octal(node.value))
      return trap(node, fmt::format("{} is an octal number to some YAML parsers", node.value),
                  fmt::format("write {}", value));
    if (whole && value >= key.least && value <= key.most) return true;
    if (whole && key.bounded()) return outside(node, key);
    return wrong(node, fmt::format("'{}' must be a whole number, not '{}'", key.name, node.value));
  }
  bool decimal(const YamlNode& node, const KeySpec& key) {
    double value = 0;
    const char* end = node.value.data() + node.value.size();
    const auto [stop, error] = std::from_chars(node.value.data(), end, value);
    if (node.type != Type::kScalar || error != std::errc{} || stop != end)
      return wrong(node, fmt::format("'{}' must be a number, not '{}'", key.name, node.value));
    return (value >= key.least && value <= key.most) || outside(node, key);
  }
  bool outside(const YamlNode& node, const KeySpec& key) {
    report_.add(source_, node, Code::kInvalidValue,
                fmt::format("'{}' must be from {} to {}, not {}", key.name, key.least, key.most, node.value));
    return false;
  }
  bool confidence(const YamlNode& node, const KeySpec& key) {
    double value = 0;
    const auto [end, error] = std::from_chars(node.value.data(), node.value.data() + node.value.size(), value);
    const bool read =
        node.type == Type::kScalar && error == std::errc{} && end == node.value.data() + node.value.size();
    if (!read) return wrong(node, fmt::format("'{}' must be a number, not '{}'", key.name, node.value));
    if (value > 0.0 && value <= Confidence::kMax) return true;
    report_.add(
        source_, node, Code::kInvalidValue,
        fmt::format("'{}' must be greater than 0 and at most {}, not {}", key.name, Confidence::kMax, node.value),
        {.suggestion = "nothing that is read from a mail is certain"});
    return false;
  }
  bool flag(const YamlNode& node, const KeySpec& key) {
    if (node.type == Type::kScalar && !node.quoted && (node.value == "true" || node.value == "false")) return true;
    return wrong(node, fmt::format("'{}' must be true or false", key.name));
  }
  bool objects(YamlNode& node, const KeySpec& key) {
    const ObjectSpec& spec = spec_of(key.object);
    if (node.type == Type::kMap && key.name == "reject") return object(node, spec);  // one veto needs no list
    if (node.type != Type::kList) return wrong(node, fmt::format("'{}' must be a list", key.name));
    const bool all = every(node, [&](YamlNode& item) { return object(item, spec); });
    return all || key.object != "condition";  // the members of a condition are one statement
  }
  /// A broken text or list stays as a name, so that it is not reported as missing where it is used.
  bool named(YamlNode& node, const KeySpec& key, bool lists) {
    if (node.type != Type::kMap) return wrong(node, fmt::format("'{}' must be a map of names", key.name));
    KeySpec one = key;
    for (YamlEntry& entry : node.entries) {
      one.name = entry.key;
      if (!entry.value.broken) entry.value.broken = !(lists ? texts(entry.value, one) : text(entry.value, one));
    }
    return true;
  }
  bool word_lists(YamlNode& node, const KeySpec& key) {
    const std::size_t wanted = key.name == "months" ? 12 : 7;
    if (node.type != Type::kList || node.items.size() != wanted)
      return wrong(node, fmt::format("'{}' must be {} lists of words", key.name, wanted));
    return every(node, [&](YamlNode& item) { return texts(item, key); });
  }
  /// Keys are fields of the model (emit also takes `party`).
  bool fields(YamlNode& node, const KeySpec& key, std::string_view object_name) {
    if (node.type != Type::kMap) return wrong(node, fmt::format("'{}' must be a map: field → …", key.name));
    bool good = true;
    for (YamlEntry& entry : node.entries) {
      const bool known = parse_field(entry.key) || (object_name == "emit" && entry.key == "party");
      if (!known) unknown_field(entry, object_name);
      if (entry.value.type == Type::kMap)
        entry.value.broken = !object(entry.value, spec_of(object_name));
      else if (entry.value.type != Type::kScalar)
        entry.value.broken = !wrong(entry.value, fmt::format("'{}' must be a text or a map", entry.key));
      good = good && known && !entry.value.broken;
    }
    return good;
  }
  void unknown_field(const YamlEntry& entry, std::string_view object_name) {
    report_.add_at_key(source_, entry, Code::kUnknownKey, fmt::format("unknown field '{}'", entry.key),
                       {.suggestion = suggestion_for(entry.key, field_names(), object_name)});
  }

  /// A name that is spelt alike; else the object around, or inside, that has this key: then the indentation is wrong.
  [[nodiscard]] std::string suggestion_for(std::string_view key, const std::vector<std::string_view>& known,
                                           std::string_view object_name) const {
    std::string alike = suggest(key, known);
    if (!alike.empty()) return alike;
    const auto owner = std::ranges::find_if(schema_, [&](const ObjectSpec& spec) {
      return find_key(spec, key) != nullptr &&
             (has_inside(spec, object_name) || has_inside(spec_of(object_name), spec.name));
    });
    return owner == schema_.end() ? "" : fmt::format("'{}' is a key of {}: check the indentation", key, owner->name);
  }
  static bool has_inside(const ObjectSpec& outer, std::string_view inner) {
    return std::ranges::any_of(outer.keys, [&](const KeySpec& key) {
      return key.object == inner || (key.type == ValueType::kEmits && inner == "emit") ||
             (key.type == ValueType::kExpects && inner == "expect");
    });
  }

  /// Checks and keeps the good items of a list; true if all are good.
  template <class Check>
  static bool every(YamlNode& node, Check check) {
    return std::erase_if(node.items, [&](YamlNode& item) { return !check(item); }) == 0;
  }
  bool wrong(const YamlNode& node, std::string message) {
    report_.add(source_, node, Code::kWrongType, std::move(message));
    return false;
  }
  bool trap(const YamlNode& node, std::string message, std::string hint = {}) {
    if (hint.empty()) hint = fmt::format("write '{}' in quotes", node.value);
    report_.add(source_, node, Code::kAmbiguousScalar, std::move(message), {.suggestion = std::move(hint)});
    return false;
  }

  const RuleSource& source_;
  Report& report_;
  std::span<const ObjectSpec> schema_;
};

}  // namespace

bool check_shape(RuleSource& source, Report& report) {
  return source.kind && check_shape(source, report, name(*source.kind), all_objects());
}

bool check_shape(RuleSource& source, Report& report, std::string_view root, std::span<const ObjectSpec> schema) {
  source.usable = ShapeChecker(source, report, schema).root(source.root, root);
  return source.usable;
}

}  // namespace connections::rules
