#include "corpus/generator/variation/layout/invisible.h"

#include <array>

#include "corpus/generator/variation/layout/fill.h"

namespace connections::corpus {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0", kZeroWidthSpace = "\u200B", kByteOrderMark = "\uFEFF",
                           kLeftToRight = "\u200E", kSoftHyphen = "\u00AD", kNarrowSpace = "\u202F";

/// A soft hyphen in the middle of every long word of plain letters.
std::string hyphenated(const std::string& value) {
  std::string out, word;
  const auto flush = [&] {
    if (word.size() > 9) word.insert(word.size() / 2, kSoftHyphen);
    out += word;
    word.clear();
  };
  for (const char c : value) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      word += c;
    } else {
      flush();
      out += c;
    }
  }
  flush();
  return out;
}

std::string disguised(const std::string& value, int how) {
  switch (how) {
    case 0:
      return replaced(value, " ", kNoBreakSpace);
    case 1:
      return std::string(kZeroWidthSpace) + value + std::string(kZeroWidthSpace);
    case 2:
      return std::string(kByteOrderMark) + value;
    case 3:
      return std::string(kLeftToRight) + value + std::string(kLeftToRight);
    case 4:
      return hyphenated(value);
    default:
      return replaced(value, " ", kNarrowSpace);
  }
}

constexpr std::array<const char*, 6> kNames{"nbsp", "zwsp", "bom", "lrm", "shy", "nnbsp"};

}  // namespace

std::string sprinkle_invisible(Sheet& sheet, Dice& dice) {
  const int how = dice.between(0, 23);  // one mail in four
  if (how >= static_cast<int>(kNames.size())) return {};
  for (Block& block : sheet.blocks)
    for (Row& row : block.rows) row.value = disguised(row.value, how);
  return kNames[static_cast<std::size_t>(how)];
}

std::string as_seen(std::string_view text) {
  std::string out(text);
  for (const std::string_view gone : {kZeroWidthSpace, kByteOrderMark, kLeftToRight, kSoftHyphen,
                                      std::string_view("\u034F"), std::string_view("\u200C")})
    out = replaced(std::move(out), gone, "");
  for (const std::string_view space :
       {kNoBreakSpace, kNarrowSpace, std::string_view("\u2007"), std::string_view("\u3000"), std::string_view("\n"),
        std::string_view("\r"), std::string_view("\t")})
    out = replaced(std::move(out), space, " ");
  while (out.find("  ") != std::string::npos) out = replaced(std::move(out), "  ", " ");
  return out;
}

}  // namespace connections::corpus
