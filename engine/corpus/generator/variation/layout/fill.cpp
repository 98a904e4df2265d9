#include "corpus/generator/variation/layout/fill.h"

#include <algorithm>

namespace connections::corpus {

std::string fill(std::string_view pattern, const Values& values) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto open = pattern.find('{', at);
    const auto close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) return out += pattern.substr(at);
    out += pattern.substr(at, open - at);
    const auto found = values.find(pattern.substr(open + 1, close - open - 1));
    out += found == values.end() ? pattern.substr(open, close - open + 1) : std::string_view(found->second);
    at = close + 1;
  }
  return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace connections::corpus
