#include "rules/language/json_schema.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "rules/language/json_schema_types.h"
#include "rules/syntax/file_kind.h"
#include "rules/syntax/schema.h"

namespace connections::rules {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kDialect = "https://json-schema.org/draft/2020-12/schema";

ordered_json object_schema(const ObjectSpec& object) {
  ordered_json required = ordered_json::array();
  ordered_json properties = ordered_json::object();
  for (const KeySpec& key : object.keys) {
    properties[std::string(key.name)] = key_schema(key);
    if (key.required) required.push_back(key.name);
  }
  ordered_json schema{{"title", object.name}, {"description", object.doc}, {"type", "object"}};
  schema["properties"] = std::move(properties);
  schema["additionalProperties"] = false;
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

ordered_json definitions() {
  ordered_json all = scalar_definitions();
  for (const ObjectSpec& object : all_objects()) all[std::string(object.name)] = object_schema(object);
  return all;
}

/// A pack has a `locale` too: a file with the key `pack` is a pack, as for the parser of rule files.
std::vector<std::string_view> kinds_in_order_of_decision() {
  std::vector<std::string_view> kinds(file_kinds().begin(), file_kinds().end());
  std::stable_partition(kinds.begin(), kinds.end(), [](std::string_view kind) { return kind == "pack"; });
  return kinds;
}

/// if the file has the key: that kind's schema, else the next; a file with none of them is refused.
ordered_json told_apart_by_key() {
  const auto kinds = kinds_in_order_of_decision();
  ordered_json chain = ordered_json::object();
  ordered_json none = ordered_json::array();
  for (const std::string_view kind : kinds) none.push_back({{"required", {kind}}});
  chain["anyOf"] = std::move(none);
  for (auto kind = kinds.rbegin(); kind != kinds.rend(); ++kind) {
    ordered_json step{{"if", {{"required", {*kind}}}}, {"then", reference(*kind)}};
    step["else"] = std::move(chain);
    chain = std::move(step);
  }
  return chain;
}

}  // namespace

Result<ordered_json> json_schema(std::string_view kind) {
  const auto kinds = file_kinds();
  if (!kind.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
    return fail(Errc::kInvalidArgument, fmt::format("unknown kind of rule file '{}'", kind), "--kind",
                fmt::format("one of {}", fmt::join(kinds, ", ")));
  ordered_json schema{{"$schema", kDialect}};
  schema["title"] = kind.empty() ? std::string("Connections rule file") : fmt::format("Connections {} file", kind);
  schema["type"] = "object";
  schema.update(kind.empty() ? told_apart_by_key() : reference(kind));
  schema["$defs"] = definitions();
  return schema;
}

}  // namespace connections::rules
