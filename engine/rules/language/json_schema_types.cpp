#include "rules/language/json_schema_types.h"

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "model/confidence.h"
#include "model/field.h"

namespace connections::rules {
namespace {

using nlohmann::ordered_json;

bool is_number(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "a|b" → {"enum": ["a", "b"]}. An editor reads an unquoted 1 as a number, so both are allowed.
ordered_json one_of_words(std::string_view words) {
  ordered_json allowed = ordered_json::array();
  while (!words.empty()) {
    const auto bar = words.find('|');
    const std::string word(words.substr(0, bar));
    if (is_number(word)) allowed.push_back(std::stoi(word));
    allowed.push_back(word);
    words = bar == std::string_view::npos ? std::string_view() : words.substr(bar + 1);
  }
  return {{"enum", std::move(allowed)}};
}

ordered_json text(const KeySpec& key) { return key.words.empty() ? reference("text") : one_of_words(key.words); }
ordered_json list_of(ordered_json item) { return {{"type", "array"}, {"items", std::move(item)}}; }
ordered_json map_of(ordered_json value) { return {{"type", "object"}, {"additionalProperties", std::move(value)}}; }
ordered_json either(ordered_json one, ordered_json other) {
  return {{"anyOf", ordered_json::array({std::move(one), std::move(other)})}};
}

ordered_json objects(const KeySpec& key) {
  ordered_json list = list_of(reference(key.object));
  return key.name == "reject" ? either(reference(key.object), std::move(list)) : list;  // one veto needs no list
}

ordered_json word_lists(const KeySpec& key) {
  const int count = key.name == "months" ? 12 : 7;
  ordered_json lists = list_of(list_of(reference("text")));
  lists["minItems"] = count;
  lists["maxItems"] = count;
  return lists;
}

/// A map of fields: a text each, or the object that says more.
ordered_json fields(std::string_view object) {
  ordered_json names = ordered_json::array();
  for (const FieldInfo& info : all_fields()) names.push_back(info.name);
  if (object == "emit") names.push_back("party");  // adults, children … taken apart by its reader
  ordered_json map = map_of(either(reference("text"), reference(object)));
  map["propertyNames"] = {{"enum", std::move(names)}};
  return map;
}

ordered_json value_schema(const KeySpec& key) {
  switch (key.type) {
    case ValueType::kText:
      return text(key);
    case ValueType::kTexts:
      return list_of(text(key));
    case ValueType::kTextOrTexts:
      return either(text(key), list_of(text(key)));
    case ValueType::kNumber:
      return {{"type", "integer"}, {"minimum", 0}};
    case ValueType::kDecimal:
      return {{"type", "number"}, {"minimum", key.least}, {"maximum", key.most}};
    case ValueType::kConfidence:
      return reference("confidence");
    case ValueType::kFlag:
      return {{"type", "boolean"}};
    case ValueType::kObject:
      return reference(key.object);
    case ValueType::kObjects:
      return objects(key);
    case ValueType::kNamedTexts:
      return map_of(text(key));
    case ValueType::kNamedLists:
      return map_of(list_of(text(key)));
    case ValueType::kWordLists:
      return word_lists(key);
    case ValueType::kEmits:
      return fields("emit");
    case ValueType::kExpects:
      return fields("expect");
  }
  return ordered_json::object();
}

}  // namespace

ordered_json reference(std::string_view name) { return {{"$ref", "#/$defs/" + std::string(name)}}; }

ordered_json key_schema(const KeySpec& key) {
  ordered_json schema{{"description", key.doc}};
  schema.update(value_schema(key));
  return schema;
}

ordered_json scalar_definitions() {
  ordered_json all = ordered_json::object();
  // Texts need no quotes in YAML, so 2019 is one; true and null are not, see R017.
  all["text"] = {{"type", {"string", "number"}}};
  all["confidence"] = {{"type", "number"}, {"exclusiveMinimum", 0}, {"maximum", Confidence::kMax}};
  return all;
}

}  // namespace connections::rules
