#include "rules/matching/match_values.h"

#include <charconv>

namespace connections::rules {

double decimal_of(const YamlNode& scalar) {
  double value = 0;
  std::from_chars(scalar.value.data(), scalar.value.data() + scalar.value.size(), value);
  return value;
}

int whole_of(const YamlNode& scalar) {
  int value = 0;
  std::from_chars(scalar.value.data(), scalar.value.data() + scalar.value.size(), value);
  return value;
}

bool is_true(const YamlNode* scalar) { return scalar != nullptr && scalar->value == "true"; }

std::vector<std::string> strings_of(const YamlNode* list) {
  std::vector<std::string> all;
  if (list != nullptr)
    for (const YamlNode& item : list->items) all.push_back(item.value);
  return all;
}

}  // namespace connections::rules
