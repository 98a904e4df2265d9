#include "server/api/fields.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/time.h"
#include "store/sql/uuid.h"

namespace connections::server {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxText = 2'000;  ///< bytes of one text of a body or parameter; a URL of a feed has 200

bool is_word(std::string_view words, std::string_view text) {
  for (;;) {
    const auto bar = words.find('|');
    if (words.substr(0, bar) == text) return true;
    if (bar == std::string_view::npos) return false;
    words.remove_prefix(bar + 1);
  }
}

/// Empty if the text is of that type.
std::string wrong_text(std::string_view base, std::string_view text) {
  if (text.size() > kMaxText) return fmt::format("longer than {} bytes", kMaxText);
  if (base == "uuid" && !store::is_uuid(text)) return "not an id";
  if (base == "date" && !parse_iso_date(text)) return "not a date like 2026-07-01";
  if (base == "time" && !parse_rfc3339(text)) return "not a time like 2026-07-01T09:00:00Z";
  if (base.find('|') != std::string_view::npos && !is_word(base, text)) return fmt::format("must be one of {}", base);
  return {};
}

std::string wrong_value(const view::SchemaType& type, const json& value) {
  if (value.is_null()) return type.nullable ? "" : "must not be null";
  if (type.list) {
    if (!value.is_array()) return "must be a list";
    for (const json& one : value)
      if (auto wrong = wrong_value({.base = type.base}, one); !wrong.empty()) return wrong;
    return {};
  }
  if (type.base == "whole") return value.is_number_integer() ? "" : "must be a whole number";
  if (type.base == "number") return value.is_number() ? "" : "must be a number";
  if (type.base == "flag") return value.is_boolean() ? "" : "must be true or false";
  if (!value.is_string()) return "must be a text";
  return wrong_text(type.base, value.get_ref<const std::string&>());
}

std::optional<std::int64_t> whole_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string wrong_parameter(const Parameter& parameter, std::string_view value) {
  if (parameter.type != "whole") return wrong_text(parameter.type, value);
  const auto number = whole_of(value);
  if (number && *number >= parameter.least && *number <= parameter.most) return {};
  return fmt::format("must be a whole number from {} to {}", parameter.least, parameter.most);
}

}  // namespace

std::vector<FieldError> check_body(const json& body, const view::Schema& schema) {
  if (!body.is_object()) return {{"", "the body must be one JSON object"}};
  std::vector<FieldError> errors;
  for (const auto& [key, value] : body.items()) {
    const auto member = std::ranges::find(schema.members, key, &view::SchemaMember::name);
    if (member == schema.members.end())
      errors.push_back({key, "unknown member"});
    else if (auto wrong = wrong_value(view::parse_type(member->type), value); !wrong.empty())
      errors.push_back({key, std::move(wrong)});
  }
  for (const view::SchemaMember& member : schema.members)
    if (!member.optional && !body.contains(member.name)) errors.push_back({std::string(member.name), "is missing"});
  return errors;
}

std::vector<FieldError> check_query(const Pairs& query, const Route& route) {
  std::vector<FieldError> errors;
  std::vector<std::string_view> seen;
  for (const auto& [key, value] : query) {
    const auto known =
        std::ranges::find_if(route.query, [&](const Parameter* one) { return one != nullptr && one->name == key; });
    std::string wrong = known == route.query.end() ? "unknown parameter" : wrong_parameter(**known, value);
    if (std::ranges::find(seen, key) != seen.end()) wrong = "given twice";
    seen.push_back(key);
    if (!wrong.empty()) errors.push_back({"?" + key, std::move(wrong)});
  }
  return errors;
}

std::int64_t Call::whole(std::string_view name, std::int64_t otherwise) const {
  const auto value = request.parameter(name);
  return value ? whole_of(*value).value_or(otherwise) : otherwise;
}

}  // namespace connections::server
