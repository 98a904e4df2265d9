#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/error.h"

/// Helpers that extraction_json and decision_json share. Reading throws JsonMismatch, which the public
/// functions turn into an Error; nothing of it leaves the module.
namespace connections::store {

struct JsonMismatch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Text as a JSON string, or as {"hex": "…"} where JSON could not hold it.
[[nodiscard]] nlohmann::json text_json(std::string_view text);
/// A number; infinities and not-a-number as "inf", "-inf", "nan", since JSON has none.
[[nodiscard]] nlohmann::json number_json(double value);

[[nodiscard]] const nlohmann::json& member(const nlohmann::json& object, const char* key);
[[nodiscard]] const nlohmann::json& list_in(const nlohmann::json& object, const char* key);
[[nodiscard]] std::string text_in(const nlohmann::json& object, const char* key);
[[nodiscard]] double number_in(const nlohmann::json& object, const char* key);
[[nodiscard]] std::size_t size_in(const nlohmann::json& object, const char* key);

/// `parse(word)`, an optional, or JsonMismatch naming the word.
template <class Parse>
[[nodiscard]] auto word_in(const nlohmann::json& object, const char* key, Parse parse) {
  const std::string word = text_in(object, key);
  const auto value = parse(word);
  if (!value) throw JsonMismatch(std::string("\"") + key + " has the unknown value \"" + word + "\"");
  return *value;
}

template <class T, class Make>
[[nodiscard]] nlohmann::json array_json(const std::vector<T>& values, Make make) {
  nlohmann::json out = nlohmann::json::array();
  for (const T& value : values) out.push_back(make(value));
  return out;
}

template <class Read>
[[nodiscard]] auto read_all(const nlohmann::json& array, Read read) {
  std::vector<decltype(read(array))> out;
  for (const nlohmann::json& item : array) out.push_back(read(item));
  return out;
}

/// Runs `read`; what does not fit becomes kInvalidArgument.
template <class Read>
[[nodiscard]] auto read_json(Read read) -> Result<decltype(read())> {
  try {
    return read();
  } catch (const JsonMismatch& mismatch) {
    return fail(Errc::kInvalidArgument, mismatch.what());
  } catch (const nlohmann::json::exception& mismatch) {
    return fail(Errc::kInvalidArgument, mismatch.what());
  }
}

}  // namespace connections::store
