#pragma once

#include <string>
#include <vector>

#include "corpus/generator/variation/layout/html_layout.h"

namespace connections::corpus {

/// The rows alone, as markup. `colon`: whether labels end in one where the layout leaves the choice.
[[nodiscard]] std::string html_rows(const std::vector<Row>& rows, HtmlLayout layout, bool colon);

}  // namespace connections::corpus
