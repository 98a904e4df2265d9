#include "store/sql/json_reader.h"

#include <cmath>
#include <limits>

#include "model/unicode.h"
#include "store/sql/params.h"

namespace connections::store {
namespace {

[[noreturn]] void mismatch(const char* key, const char* wanted) {
  throw JsonMismatch(std::string("\"") + key + "\" is not " + wanted);
}

}  // namespace

nlohmann::json text_json(std::string_view text) {
  if (text.find('\0') == std::string_view::npos && unicode::is_valid_utf8(text)) return std::string(text);
  return {{"hex", hex(text)}};
}

nlohmann::json number_json(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return value;
}

const nlohmann::json& member(const nlohmann::json& object, const char* key) {
  if (!object.is_object() || !object.contains(key)) throw JsonMismatch(std::string("\"") + key + "\" is missing");
  return object.at(key);
}

const nlohmann::json& list_in(const nlohmann::json& object, const char* key) {
  const nlohmann::json& value = member(object, key);
  if (!value.is_array()) mismatch(key, "a list");
  return value;
}

std::string text_in(const nlohmann::json& object, const char* key) {
  const nlohmann::json& value = member(object, key);
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_object() || !value.contains("hex") || !value.at("hex").is_string()) mismatch(key, "text");
  const auto digits = value.at("hex").get<std::string>();
  if (digits.size() % 2 != 0 || digits.find_first_not_of("0123456789abcdef") != std::string::npos)
    mismatch(key, "text in hexadecimal digits");
  return unhex(digits);
}

double number_in(const nlohmann::json& object, const char* key) {
  const nlohmann::json& value = member(object, key);
  if (value.is_number()) return value.get<double>();
  if (value == "inf") return std::numeric_limits<double>::infinity();
  if (value == "-inf") return -std::numeric_limits<double>::infinity();
  if (value == "nan") return std::numeric_limits<double>::quiet_NaN();
  mismatch(key, "a number");
}

std::size_t size_in(const nlohmann::json& object, const char* key) {
  const nlohmann::json& value = member(object, key);
  if (!value.is_number_unsigned() && !(value.is_number_integer() && value.get<std::int64_t>() >= 0))
    mismatch(key, "a count");
  return value.get<std::size_t>();
}

}  // namespace connections::store
