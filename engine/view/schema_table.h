#pragma once

#include <span>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

/// The shapes of view/ and of request bodies as a table: `GET /openapi.json` is made from it, bodies are checked
/// against it, and tests hold every reply against it.
namespace connections::view {

/// One member of an object. `type` is "text", "uuid", "date", "time" (RFC 3339), "whole", "number", "flag", "any",
/// words "a|b", or the name of a schema; "[]" behind it: a list; then "?": may be null.
struct SchemaMember {
  std::string_view name;
  std::string_view type;
  std::string_view doc = {};
  bool optional = false;  ///< of a body: may be left out
};

struct Schema {
  std::string_view name;  ///< "Booking"
  std::string_view doc;
  std::span<const SchemaMember> members;
  bool open = false;  ///< may have members that are not named here
};

[[nodiscard]] std::span<const Schema> all_schemas() noexcept;
/// Null if there is none.
[[nodiscard]] const Schema* find_schema(std::string_view name) noexcept;

/// A type's parts.
struct SchemaType {
  std::string_view base;  ///< "text", "a|b", "Booking"
  bool list = false;
  bool nullable = false;
  [[nodiscard]] bool words() const noexcept { return base.find('|') != std::string_view::npos; }
};
[[nodiscard]] SchemaType parse_type(std::string_view type) noexcept;

/// As JSON Schema 2020-12; other schemas are referred to as "#/components/schemas/NAME".
[[nodiscard]] nlohmann::ordered_json json_schema(const Schema& schema);
[[nodiscard]] nlohmann::ordered_json json_schema(std::string_view type);

}  // namespace connections::view
