#include "unit/rules/json_check.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace connections::rules {
namespace {

using nlohmann::ordered_json;
using Type = YamlNode::Type;

/// A scalar as an editor's YAML 1.2 reader takes it.
ordered_json scalar(const YamlNode& node) {
  if (node.quoted) return node.value;
  if (node.value.empty() || node.value == "null" || node.value == "~") return nullptr;
  if (node.value == "true" || node.value == "false") return node.value == "true";
  const char* end = node.value.data() + node.value.size();
  if (long whole = 0; std::from_chars(node.value.data(), end, whole).ptr == end) return whole;
  if (double number = 0; std::from_chars(node.value.data(), end, number).ptr == end) return number;
  return node.value;
}

std::string type_of(const YamlNode& node) {
  if (node.type != Type::kScalar) return node.type == Type::kMap ? "object" : "array";
  const ordered_json value = scalar(node);
  if (value.is_number_integer()) return "integer";
  return value.is_number() ? "number" : value.type_name();
}

class Checker {
 public:
  explicit Checker(const ordered_json& root) : root_(root) {}

  void check(const YamlNode& node, const ordered_json& schema, const std::string& at) {
    for (const auto& [keyword, wanted] : schema.items())
      if (!scalar_keyword(keyword, node, wanted, at) && !list_keyword(keyword, node, wanted, at) &&
          !map_keyword(keyword, node, wanted, schema, at) && !nesting_keyword(keyword, node, wanted, schema, at))
        wrong(at, fmt::format("unknown keyword {}", keyword));
  }
  std::vector<std::string> found;

 private:
  void wrong(const std::string& at, const std::string& why) { found.push_back(at + ": " + why); }
  bool holds(const YamlNode& node, const ordered_json& schema) {
    Checker other(root_);
    other.check(node, schema, "");
    return other.found.empty();
  }

  bool scalar_keyword(const std::string& keyword, const YamlNode& node, const ordered_json& wanted,
                      const std::string& at) {
    if (keyword == "type") {
      const auto is = [&](const ordered_json& one) {
        return one == type_of(node) || (one == "number" && type_of(node) == "integer");
      };
      const bool right = wanted.is_array() ? std::any_of(wanted.begin(), wanted.end(), is) : is(wanted);
      if (!right) wrong(at, fmt::format("not {} but {}", wanted.dump(), type_of(node)));
    } else if (keyword == "enum") {
      if (node.type != Type::kScalar || std::find(wanted.begin(), wanted.end(), scalar(node)) == wanted.end())
        wrong(at, "no such word");
    } else if (keyword == "minimum" || keyword == "maximum" || keyword == "exclusiveMinimum") {
      const ordered_json value = node.type == Type::kScalar ? scalar(node) : ordered_json();
      if (value.is_number() && (keyword == "maximum"   ? value > wanted
                                : keyword == "minimum" ? value < wanted
                                                       : value <= wanted))
        wrong(at, keyword);
    } else {
      return keyword == "$schema" || keyword == "title" || keyword == "description" || keyword == "$defs";
    }
    return true;
  }

  bool list_keyword(const std::string& keyword, const YamlNode& node, const ordered_json& wanted,
                    const std::string& at) {
    if (keyword == "items") {
      for (std::size_t i = 0; i < node.items.size(); ++i) check(node.items[i], wanted, fmt::format("{}/{}", at, i));
    } else if (keyword == "minItems" || keyword == "maxItems") {
      const bool few = node.items.size() < wanted.get<std::size_t>();
      const bool many = node.items.size() > wanted.get<std::size_t>();
      if (node.type == Type::kList && (keyword == "minItems" ? few : many)) wrong(at, keyword);
    } else {
      return false;
    }
    return true;
  }

  bool map_keyword(const std::string& keyword, const YamlNode& node, const ordered_json& wanted,
                   const ordered_json& schema, const std::string& at) {
    if (keyword == "required") {
      for (const auto& key : wanted)
        if (node.type == Type::kMap && node.find(key.get<std::string>()) == nullptr)
          wrong(at, fmt::format("needs {}", key.get<std::string>()));
    } else if (keyword == "properties") {
      for (const YamlEntry& entry : node.entries)
        if (wanted.contains(entry.key)) check(entry.value, wanted.at(entry.key), at + "/" + entry.key);
    } else if (keyword == "additionalProperties") {
      for (const YamlEntry& entry : node.entries) {
        if (schema.contains("properties") && schema.at("properties").contains(entry.key)) continue;
        if (wanted.is_boolean())
          wrong(at + "/" + entry.key, "no such key");
        else
          check(entry.value, wanted, at + "/" + entry.key);
      }
    } else if (keyword == "propertyNames") {
      for (const YamlEntry& entry : node.entries)
        if (std::find(wanted.at("enum").begin(), wanted.at("enum").end(), entry.key) == wanted.at("enum").end())
          wrong(at + "/" + entry.key, "no such name");
    } else {
      return false;
    }
    return true;
  }

  bool nesting_keyword(const std::string& keyword, const YamlNode& node, const ordered_json& wanted,
                       const ordered_json& schema, const std::string& at) {
    if (keyword == "$ref") {
      check(node, root_.at(ordered_json::json_pointer(wanted.get<std::string>().substr(1))), at);
    } else if (keyword == "anyOf") {
      if (std::none_of(wanted.begin(), wanted.end(), [&](const auto& one) { return holds(node, one); }))
        wrong(at, "none of the alternatives");
    } else if (keyword == "if") {
      const char* branch = holds(node, wanted) ? "then" : "else";
      if (schema.contains(branch)) check(node, schema.at(branch), at);
    } else {
      return keyword == "then" || keyword == "else";
    }
    return true;
  }

  const ordered_json& root_;
};

TEST(JsonCheck, KnowsNoKeywordSilently) {
  EXPECT_FALSE(violations({}, ordered_json{{"pattern", "a"}}).empty());
  EXPECT_TRUE(violations({}, ordered_json{{"title", "a"}}).empty());
}

}  // namespace

std::vector<std::string> violations(const YamlNode& node, const ordered_json& root) {
  Checker checker(root);
  checker.check(node, root, "");
  return checker.found;
}

}  // namespace connections::rules
