#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"
#include "model/time.h"

namespace connections::store {

/// One parameter of a statement, as the text PostgreSQL reads it from; nothing is SQL null. Or bytes, sent as they are.
struct Param {
  std::optional<std::string> text;
  bool binary = false;  ///< see bytes()

  Param(std::string value) : text(std::move(value)) {}
  Param(std::string_view value) : text(value) {}
  Param(const char* value) : text(value) {}
  Param(std::int64_t value) : text(std::to_string(value)) {}
  Param(int value) : text(std::to_string(value)) {}
  Param(bool value) : text(value ? "t" : "f") {}
  Param(double value);  ///< shortest form that reads back exactly
  Param(Date value) : text(to_iso(value)) {}
  Param(Instant value) : text(to_rfc3339(value)) {}
  template <class Tag>
  Param(const Id<Tag>& id) : text(id.value) {}
  template <class T>
  Param(const std::optional<T>& value) {
    if (value) text = Param(*value).text;
  }
};

using Params = std::vector<Param>;

/// A JSON array of strings, for `json_array_elements_text($1::json)`: one parameter, however many values.
[[nodiscard]] Param json_array(const std::vector<std::string>& values);
/// A parameter in PostgreSQL's binary format: a bytea is its bytes. Comes after those that are text.
[[nodiscard]] Param bytes(std::string value);

/// Bytes as hexadecimal digits, and the bytes of such digits: of `encode(column, 'hex')`.
[[nodiscard]] std::string hex(std::string_view bytes);
[[nodiscard]] std::string unhex(std::string_view digits);

}  // namespace connections::store
