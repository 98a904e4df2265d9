#pragma once

#include <array>
#include <string>
#include <string_view>

#include "corpus/generator/variation/layout/sheet.h"

namespace connections::corpus {

/// How rows stand in a text part. Any sender's template or a converter from HTML makes one of these.
enum class TextLayout : std::uint8_t {
  kColon,     ///< Label: value
  kNextLine,  ///< Label, and the value indented below
  kBelow,     ///< Label and value on lines of their own, a blank line after each pair
  kTab,       ///< Label<tab>value
  kAligned,   ///< labels filled up with blanks to one width
  kBullets,   ///< - Label: value
  kPairs,     ///< two labels on one line
  kHeader,    ///< a line of labels over a line of values, in columns
  kLeaders,   ///< Label ........ value
  kStars,     ///< *Label:* value, as Gmail writes bold
  kCollapsed  ///< all on one line
};
inline constexpr std::array<std::string_view, 11> kTextLayoutNames{
    "colon", "next_line", "below", "tab", "aligned", "bullets", "pairs", "header", "leaders", "stars", "collapsed"};

[[nodiscard]] std::string lay_out_text(const Sheet& sheet, TextLayout layout, bool east_asian);

}  // namespace connections::corpus
