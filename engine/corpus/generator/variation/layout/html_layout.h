#pragma once

#include <array>
#include <string>
#include <string_view>

#include "corpus/generator/invented.h"
#include "corpus/generator/variation/layout/sheet.h"

namespace connections::corpus {

/// How rows stand in an HTML part.
enum class HtmlLayout : std::uint8_t {
  kTable,        ///< <tr><td>Label</td><td>value</td></tr>
  kHeadedRows,   ///< <th> for the label
  kNested,       ///< each cell a table of its own
  kDefinitions,  ///< <dl>
  kDivs,         ///< a <div> for the label, one for the value
  kSpans,        ///< <span>s with <br> between
  kStrong,       ///< <p><strong>Label:</strong> value</p>
  kItems,        ///< <ul>
  kHeader,       ///< a row of <th> over a row of <td>
  kCells,        ///< label<br>value in one cell, two cells side by side
};
inline constexpr std::array<std::string_view, 10> kHtmlLayoutNames{
    "table", "headed_rows", "nested", "definitions", "divs", "spans", "strong", "items", "header", "cells"};

/// A whole document: hidden preheader, conditional comments, styles and pictures as the dice say.
[[nodiscard]] std::string lay_out_html(const Sheet& sheet, HtmlLayout layout, Dice& dice, std::string_view language);

}  // namespace connections::corpus
