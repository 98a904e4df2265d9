#include "rules/testing/rule_test_mail.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

namespace connections::rules {
namespace {

constexpr std::size_t kWordBytes =
    42;  ///< of text in one encoded word: RFC 2047 allows 75 characters of base64 and frame
constexpr const char* kNobody = "Rule Test <rule-test@example.org>";

std::string base64(std::string_view bytes) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    for (std::size_t i = 0; i < 4; ++i) out += i <= count ? kDigits[group >> (18 - 6 * i) & 63] : '=';
  }
  return out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// RFC 2047 words; each holds whole characters.
std::string encoded(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    std::size_t size = std::min(kWordBytes, text.size());
    while (size < text.size() && size > 1 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    out += fmt::format("{}=?UTF-8?B?{}?=", out.empty() ? "" : "\r\n ", base64(text.substr(0, size)));
    text.remove_prefix(size);
  }
  return out;
}

/// Only the name of "Name <address>" may be encoded.
std::string header_value(std::string value) {
  std::replace_if(
      value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
  if (is_ascii(value)) return value;
  const auto address = value.ends_with('>') ? value.rfind('<') : std::string::npos;
  if (address == std::string::npos || address == 0) return encoded(value);
  std::string_view name(value.data(), address);
  while (name.ends_with(' ')) name.remove_suffix(1);
  if (name.size() > 1 && name.starts_with('"') && name.ends_with('"'))
    name = name.substr(1, name.size() - 2);  // an encoded word replaces the quotes: inside them it is plain text
  return fmt::format("{} {}", encoded(name), value.substr(address));
}

std::string crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' && !out.ends_with('\r')) out += '\r';
    out += c;
  }
  return out;
}

std::string part(std::string_view type, std::string_view body) {
  return fmt::format("Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n", type,
                     crlf(body));
}

std::string free_boundary(const TestMail& mail) {
  std::string boundary = "rule-test";
  while (mail.text->find(boundary) != std::string::npos || mail.html->find(boundary) != std::string::npos)
    boundary += "-x";
  return boundary;
}

}  // namespace

std::string raw_mail(const TestMail& mail) {
  std::string out = fmt::format("From: {}\r\nTo: host@example.org\r\nSubject: {}\r\n",
                                header_value(mail.from.empty() ? kNobody : mail.from), header_value(mail.subject));
  for (const auto& [name, value] : mail.headers) out += fmt::format("{}: {}\r\n", name, header_value(value));
  out += "MIME-Version: 1.0\r\n";
  if (mail.text && mail.html) {
    const std::string boundary = free_boundary(mail);
    return out + fmt::format(
                     "Content-Type: multipart/alternative; boundary=\"{0}\"\r\n\r\n--{0}\r\n{1}--{0}\r\n{2}--{0}--\r\n",
                     boundary, part("text/plain", *mail.text), part("text/html", *mail.html));
  }
  return out + (mail.html ? part("text/html", *mail.html) : part("text/plain", mail.text.value_or("")));
}

}  // namespace connections::rules
