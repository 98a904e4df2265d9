// Words of languages are data (rules/common/locales): adding a language touches no source.
#include <gtest/gtest.h>

#include "architecture/sources.h"
#include "model/unicode.h"

namespace connections::test {
namespace {

/// Letters of other scripts than ASCII. Signs (quotes, dashes, ª, º) are nobody's words.
bool is_foreign_letter(char32_t c) {
  return (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c < 0x2000) ||
         (c >= 0x3040 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7B0);
}

/// The text without line comments; a "//" inside a literal ends nothing of interest here.
std::string without_comments(const std::string& text) {
  std::string code;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    code += line.substr(0, line.find("//")) + "\n";
    at = end + 1;
  }
  return code;
}

TEST(Knowledge, NoSourceThatReadsMailsHasWordsOfALanguage) {
  for (const char* folder : {"engine/mail", "engine/rules", "engine/plugin", "plugins"})
    for (const auto& path : sources_below(folder)) {
      const std::string code = without_comments(read_file(path));
      for (std::size_t at = 0; at < code.size();) {
        const std::size_t here = at;
        const char32_t c = unicode::take(code, at);
        EXPECT_FALSE(is_foreign_letter(c)) << path << ": " << code.substr(code.rfind('\n', here) + 1, 100);
      }
    }
}

}  // namespace
}  // namespace connections::test
