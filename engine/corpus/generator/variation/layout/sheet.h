#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace connections::corpus {

/// A label and its value, before any layout.
struct Row {
  std::string label, value;
};

/// A part of what a mail shows.
struct Block {
  enum class Kind : std::uint8_t {
    kHeading,  ///< `text`
    kLine,     ///< `text`, a paragraph
    kQuote,    ///< `text`: a guest's own words
    kLink,     ///< `text`, which leads to `url`
    kRows,     ///< `rows`
  };
  Kind kind = Kind::kLine;
  std::string text = {}, url = {};
  std::vector<Row> rows = {};
};

/// What a mail shows, in order, before it is laid out as text or HTML.
struct Sheet {
  std::string preheader;  ///< shown in a list of mails, hidden in the mail; may be empty
  std::vector<Block> blocks;
};

[[nodiscard]] inline Block heading(std::string text) {
  return {.kind = Block::Kind::kHeading, .text = std::move(text)};
}
[[nodiscard]] inline Block line(std::string text) { return {.kind = Block::Kind::kLine, .text = std::move(text)}; }
[[nodiscard]] inline Block quote(std::string text) { return {.kind = Block::Kind::kQuote, .text = std::move(text)}; }
[[nodiscard]] inline Block link(std::string text, std::string url) {
  return {.kind = Block::Kind::kLink, .text = std::move(text), .url = std::move(url)};
}
[[nodiscard]] inline Block table(std::vector<Row> rows) {
  return {.kind = Block::Kind::kRows, .rows = std::move(rows)};
}

}  // namespace connections::corpus
