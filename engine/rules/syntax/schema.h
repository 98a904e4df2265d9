#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace connections::rules {

/// The type of a key's value.
enum class ValueType : std::uint8_t {
  kText,
  kTexts,        ///< a list of texts
  kTextOrTexts,  ///< one text or a list of them
  kNumber,       ///< a whole number from `least` to `most`
  kDecimal,      ///< a number from `least` to `most`
  kConfidence,   ///< over 0, at most 0.999
  kFlag,         ///< true or false
  kObject,       ///< the object named by `object`
  kObjects,      ///< a list of them
  kNamedTexts,   ///< a map: name → text
  kNamedLists,   ///< a map: name → list of texts
  kWordLists,    ///< a list of lists of texts
  kEmits,        ///< a map: field → capture group, or the object "emit"
  kExpects,      ///< a map: field → value, or the object "expect"
};

/// One key of one object of the rule language.
struct KeySpec {
  std::string_view name;
  ValueType type;
  bool required = false;
  std::string_view object;  ///< kObject, kObjects
  std::string_view words;   ///< kText: "a|b|c", the only texts allowed; empty: any
  std::string_view doc;
  double least = 0;  ///< kNumber, kDecimal: both ends included
  double most = kUnbounded;
  static constexpr double kUnbounded = std::numeric_limits<int>::max();
  [[nodiscard]] constexpr bool bounded() const noexcept { return least != 0 || most != kUnbounded; }
};

struct ObjectSpec {
  std::string_view name;
  std::string_view doc;
  std::span<const KeySpec> keys;
  bool whole = false;  ///< its keys depend on each other: with one of them wrong, the others are not checked
};

/// The language: the checker, `rules schema` and the tables in rules/README.md all read this one table.
[[nodiscard]] std::span<const ObjectSpec> all_objects() noexcept;
[[nodiscard]] const ObjectSpec& object_spec(std::string_view name) noexcept;
[[nodiscard]] const KeySpec* find_key(const ObjectSpec& object, std::string_view key) noexcept;

[[nodiscard]] std::vector<std::string_view> field_names();  ///< of the model, for suggestions

/// The only version of the language this engine reads.
inline constexpr std::string_view kSchemaVersion = "1";

}  // namespace connections::rules
