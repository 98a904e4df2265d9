#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/part.h"
#include "rules/book/locale.h"

namespace connections::rules {

/// A value beside a label in a text.
struct LabelValue {
  std::string label;  ///< name of the label in the locales: "check_in"
  Span value;         ///< bytes of the text; never empty
};

/// Finds the labels of a normalised text and their values, in the order of the text. Read are "Label: value",
/// "Label" and its value on the next line with something on it, "Label<tab or wide gap>value", a line of labels over a
/// line of values, several "Label: value" on one line, and "Label 12 Jun" where a number or a day follows. A word that
/// belongs to two labels gives both. A value ends with its line or cell. Linear in the text. Pure.
[[nodiscard]] std::vector<LabelValue> find_label_values(std::string_view text, const Locales& words);

}  // namespace connections::rules
