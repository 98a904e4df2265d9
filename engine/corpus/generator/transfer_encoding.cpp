#include "corpus/generator/transfer_encoding.h"

#include <algorithm>

#include <fmt/format.h>

namespace connections::corpus {
namespace {

constexpr std::size_t kLine = 75;  // and the "=" of a soft break
constexpr std::size_t kWordBytes =
    36;  // of text in one encoded word: in base64 48 characters, well below RFC 2047's 75

bool is_letter_or_digit(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

std::string q_word(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += is_letter_or_digit(byte) ? std::string(1, c) : byte == ' ' ? "_" : fmt::format("={:02X}", byte);
  }
  return out;
}

std::size_t character_bytes(unsigned char first) { return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4; }

}  // namespace

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool line_end = at + 1 == text.size() || text[at + 1] == '\n';
    const bool plain = (byte >= ' ' && byte <= '~' && byte != '=' && !(byte == ' ' && line_end));
    const std::string piece = plain ? std::string(1, text[at]) : fmt::format("={:02X}", byte);
    if (column + piece.size() > kLine) {
      out += "=\r\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  }
  return out + "\r\n";
}

std::string base64(std::string_view bytes, std::size_t line) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::size_t column = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto byte = [&](std::size_t i) {
      return at + i < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[at + i])) : 0U;
    };
    const unsigned group = byte(0) << 16 | byte(1) << 8 | byte(2);
    out += kDigits[group >> 18];
    out += kDigits[group >> 12 & 63];
    out += at + 1 < bytes.size() ? kDigits[group >> 6 & 63] : '=';
    out += at + 2 < bytes.size() ? kDigits[group & 63] : '=';
    if (line != 0 && (column += 4) >= line) {
      out += "\r\n";
      column = 0;
    }
  }
  return out + (line == 0 || column == 0 ? "" : "\r\n");
}

std::string encoded_words(std::string_view text, bool base64_words) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; })) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first = at, most = base64_words ? kWordBytes : kWordBytes / 2;
    while (at < text.size() && at - first + character_bytes(static_cast<unsigned char>(text[at])) <= most)
      at += character_bytes(static_cast<unsigned char>(text[at]));
    const std::string_view piece = text.substr(first, at - first);
    out += (first == 0 ? "" : "\r\n ") +
           (base64_words ? "=?UTF-8?B?" + base64(piece, 0) : "=?UTF-8?Q?" + q_word(piece)) + "?=";
  }
  return out;
}

std::optional<std::string> latin1(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    if (byte < 0x80) {
      out += utf8[at];
    } else if ((byte == 0xC2 || byte == 0xC3) && at + 1 < utf8.size()) {
      out += static_cast<char>((byte & 3) << 6 | (static_cast<unsigned char>(utf8[++at]) & 0x3F));
    } else {
      return std::nullopt;
    }
  }
  return out;
}

}  // namespace connections::corpus
