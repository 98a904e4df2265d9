#include "server/api/openapi.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "server/api/repeatable.h"
#include "server/http/problem.h"
#include "view/schema_table.h"

namespace connections::server {
namespace {

using nlohmann::ordered_json;

bool is_media_type(std::string_view reply) { return reply.find('/') != std::string_view::npos; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

ordered_json parameter_json(const Parameter& one) {
  ordered_json schema = one.type == "whole"
                            ? ordered_json{{"type", "integer"}, {"minimum", one.least}, {"maximum", one.most}}
                            : view::json_schema(one.type);
  return {{"name", one.name},
          {"in", "query"},
          {"description", one.doc},
          {"required", false},
          {"schema", std::move(schema)}};
}

ordered_json parameters_json(const Route& route) {
  ordered_json all = ordered_json::array();
  for (const std::string_view place : places_of(route.path)) {
    const bool id = needs_key(route.access);
    all.push_back(
        {{"name", place}, {"in", "path"}, {"required", true}, {"schema", view::json_schema(id ? "uuid" : "text")}});
  }
  for (const Parameter* one : route.query)
    if (one != nullptr) all.push_back(parameter_json(*one));
  if (is_repeatable(route))
    all.push_back({{"name", "Idempotency-Key"},
                   {"in", "header"},
                   {"description", "the same request with the same key is done once, for a day"},
                   {"required", false},
                   {"schema", {{"type", "string"}, {"maxLength", kMaxIdempotencyKey}}}});
  return all;
}

ordered_json content(std::string_view reply) {
  if (is_media_type(reply)) return {{std::string(reply), {{"schema", {{"type", "string"}}}}}};
  return {{"application/json", {{"schema", view::json_schema(reply)}}}};
}

/// Error replies, one for each status, with its codes.
ordered_json responses_json(const Route& route) {
  ordered_json all = ordered_json::object();
  if (route.method == "GET" && needs_key(route.access) && !route.reply.empty() && !is_media_type(route.reply))
    all["304"] = {{"description", "as If-None-Match says"}};
  if (route.path.ends_with("/sync"))
    all["202"] = {{"description", "with Prefer: respond-async"}, {"content", content("SyncRequested")}};
  if (route.access == Access::kToken) all["304"] = {{"description", "as If-None-Match says"}};
  if (route.reply == "ProcessHealth" || route.reply == "Ready")
    all["503"] = {{"description", "the database is away"}, {"content", content(route.reply)}};
  ordered_json& good = all[std::to_string(route.status)] = {{"description", route.summary}};
  if (!route.reply.empty()) good["content"] = content(route.reply);
  std::map<int, std::string> codes;
  for (const std::string_view code : errors_of(route)) {
    std::string& text = codes[find_problem(code)->status];
    text += (text.empty() ? "" : ", ") + std::string(code);
  }
  for (const auto& [status, text] : codes)
    all[std::to_string(status)] =
        route.reply == "text/html"
            ? ordered_json{{"description", text}, {"content", content(route.reply)}}
            : ordered_json{{"description", text},
                           {"content", {{"application/problem+json", {{"schema", view::json_schema("Problem")}}}}}};
  return all;
}

ordered_json security_of(Access access) {
  if (!needs_key(access)) return ordered_json::array();
  return ordered_json::array({{{"key", ordered_json::array()}}});
}

ordered_json operation_json(const Route& route) {
  ordered_json out{{"summary", route.summary},
                   {"description", fmt::format("For: {}.", name(route.access))},
                   {"security", security_of(route.access)},
                   {"parameters", parameters_json(route)}};
  if (!route.body.empty()) out["requestBody"] = {{"required", true}, {"content", content(route.body)}};
  out["responses"] = responses_json(route);
  return out;
}

}  // namespace

ordered_json openapi(std::span<const Route> routes) {
  ordered_json paths = ordered_json::object(), schemas = ordered_json::object();
  for (const Route& route : routes)
    if (route.path != kWatchPath) paths[std::string(route.path)][lower(route.method)] = operation_json(route);
  for (const view::Schema& schema : view::all_schemas()) schemas[std::string(schema.name)] = view::json_schema(schema);
  return {
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Connections"}, {"version", CONNECTIONS_ENGINE_VERSION}, {"license", {{"name", "see LICENSE"}}}}},
      {"paths", std::move(paths)},
      {"components",
       {{"securitySchemes", {{"key", {{"type", "http"}, {"scheme", "bearer"}}}}}, {"schemas", std::move(schemas)}}}};
}

}  // namespace connections::server
