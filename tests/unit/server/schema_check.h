#pragma once

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

namespace connections::server {

/// Holds a document against a schema of an OpenAPI document: types, words, members that must be there, and members that
/// nobody has described. Empty if it fits, else where it does not.
class SchemaCheck {
 public:
  explicit SchemaCheck(const nlohmann::json& openapi) : openapi_(openapi) {}

  [[nodiscard]] std::string check(const nlohmann::json& value, const nlohmann::json& schema,
                                  const std::string& at = "$") const {
    if (schema.contains("$ref")) return check(value, resolved(schema.at("$ref")), at);
    if (schema.contains("anyOf")) {
      std::string why;
      for (const auto& one : schema.at("anyOf")) {
        why = check(value, one, at);
        if (why.empty()) return {};
      }
      return why;
    }
    if (schema.contains("type") && !is_of(value, schema.at("type"))) return at + " is " + value.type_name();
    if (schema.contains("enum") && std::ranges::find(schema.at("enum"), value) == schema.at("enum").end())
      return at + " is " + value.dump();
    if (value.is_array() && schema.contains("items"))
      for (const auto& one : value)
        if (auto why = check(one, schema.at("items"), at + "[]"); !why.empty()) return why;
    return value.is_object() && schema.contains("properties") ? check_members(value, schema, at) : "";
  }

 private:
  [[nodiscard]] const nlohmann::json& resolved(const std::string& reference) const {
    return openapi_.at(nlohmann::json::json_pointer(reference.substr(1)));
  }
  static bool is_of(const nlohmann::json& value, const nlohmann::json& type) {
    if (type.is_array()) return std::ranges::any_of(type, [&](const auto& one) { return is_of(value, one); });
    return (type == "string" && value.is_string()) || (type == "integer" && value.is_number_integer()) ||
           (type == "number" && value.is_number()) || (type == "boolean" && value.is_boolean()) ||
           (type == "array" && value.is_array()) || (type == "object" && value.is_object()) ||
           (type == "null" && value.is_null());
  }
  [[nodiscard]] std::string check_members(const nlohmann::json& value, const nlohmann::json& schema,
                                          const std::string& at) const {
    const auto& properties = schema.at("properties");
    for (const auto& [key, member] : value.items()) {
      if (!properties.contains(key)) return at + "." + key + " is not in the document";
      if (auto why = check(member, properties.at(key), at + "." + key); !why.empty()) return why;
    }
    for (const auto& key : schema.value("required", nlohmann::json::array()))
      if (!value.contains(key.get<std::string>())) return at + "." + key.get<std::string>() + " is missing";
    return {};
  }

  const nlohmann::json& openapi_;
};

}  // namespace connections::server
