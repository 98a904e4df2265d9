#include <algorithm>
#include <cctype>

#include <nlohmann/json.hpp>

#include "view/schema_table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;

ordered_json words_of(std::string_view base) {
  ordered_json words = ordered_json::array();
  for (;;) {
    const auto bar = base.find('|');
    words.push_back(base.substr(0, bar));
    if (bar == std::string_view::npos) return words;
    base.remove_prefix(bar + 1);
  }
}

ordered_json schema_of_base(const SchemaType& type) {
  if (type.words()) return {{"type", "string"}, {"enum", words_of(type.base)}};
  if (type.base == "text") return {{"type", "string"}};
  if (type.base == "uuid") return {{"type", "string"}, {"format", "uuid"}};
  if (type.base == "date") return {{"type", "string"}, {"format", "date"}};
  if (type.base == "time") return {{"type", "string"}, {"format", "date-time"}};
  if (type.base == "whole") return {{"type", "integer"}};
  if (type.base == "number") return {{"type", "number"}};
  if (type.base == "flag") return {{"type", "boolean"}};
  if (type.base == "any") return ordered_json::object();
  return {{"$ref", "#/components/schemas/" + std::string(type.base)}};
}

ordered_json or_null(ordered_json schema) {
  if (schema.contains("type") && !schema.contains("enum")) {
    schema["type"] = ordered_json::array({schema["type"], "null"});
    return schema;
  }
  return {{"anyOf", ordered_json::array({std::move(schema), {{"type", "null"}}})}};
}

}  // namespace

const Schema* find_schema(std::string_view name) noexcept {
  const auto all = all_schemas();
  const auto found = std::ranges::find(all, name, &Schema::name);
  return found == all.end() ? nullptr : &*found;
}

SchemaType parse_type(std::string_view type) noexcept {
  SchemaType parsed;
  if (type.ends_with('?')) {
    parsed.nullable = true;
    type.remove_suffix(1);
  }
  if (type.ends_with("[]")) {
    parsed.list = true;
    type.remove_suffix(2);
  }
  parsed.base = type;
  return parsed;
}

ordered_json json_schema(std::string_view text) {
  const SchemaType type = parse_type(text);
  ordered_json schema = schema_of_base(type);
  if (type.list) schema = {{"type", "array"}, {"items", std::move(schema)}};
  return type.nullable ? or_null(std::move(schema)) : schema;
}

ordered_json json_schema(const Schema& schema) {
  ordered_json properties = ordered_json::object(), required = ordered_json::array();
  for (const SchemaMember& member : schema.members) {
    ordered_json& property = properties[std::string(member.name)] = json_schema(member.type);
    if (!member.doc.empty()) property["description"] = member.doc;
    if (!member.optional) required.push_back(member.name);
  }
  ordered_json out{{"type", "object"}, {"description", schema.doc}, {"properties", std::move(properties)}};
  if (!required.empty()) out["required"] = std::move(required);
  return out;
}

}  // namespace connections::view
