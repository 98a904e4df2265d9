#include "corpus/generator/raw_mail.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace connections::corpus {
namespace {

constexpr const char* kBoundary = "=_connections_invented_boundary";
constexpr std::size_t kLine = 72;

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// RFC 2047 Q encoding, one word for every few characters, never splitting one.
std::string encoded_word(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out, word;
  const auto flush = [&] {
    if (!word.empty()) out += (out.empty() ? "" : "\r\n ") + ("=?UTF-8?Q?" + word + "?=");
    word.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool starts = (byte & 0xC0) != 0x80;
    if (starts && word.size() > 48) flush();
    const bool safe = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    if (safe)
      word += static_cast<char>(byte);
    else if (byte == ' ')
      word += '_';
    else
      word += fmt::format("={:02X}", byte);
  }
  flush();
  return out;
}

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
    const bool end_of_line = at + 1 == text.size() || text[at + 1] == '\n';
    const bool plain = byte >= ' ' && byte <= '~' && byte != '=' && !(byte == ' ' && end_of_line);
    const std::string piece = plain ? std::string(1, static_cast<char>(byte)) : fmt::format("={:02X}", byte);
    if (column + piece.size() > kLine) {
      out += "=\r\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  }
  return out + "\r\n";
}

std::string part(std::string_view kind, std::string_view body) {
  return fmt::format("Content-Type: text/{}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}",
                     kind, quoted_printable(body));
}

std::string rfc_date(Instant date) {
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string iso = to_rfc3339(date);  // 2026-06-12T09:00:00Z
  return fmt::format("{} {} {} {} +0000", iso.substr(8, 2),
                     kMonths[static_cast<std::size_t>(std::stoi(iso.substr(5, 2)) - 1)], iso.substr(0, 4),
                     iso.substr(11, 8));
}

}  // namespace

std::string encode(const RawMail& mail) {
  std::string out;
  if (!mail.vouched_domain.empty())
    out += fmt::format(
        "Received: from out1.{0} (out1.{0}. [192.0.2.25])\r\n        by mx.google.com with ESMTPS id a1b2c3;\r\n"
        "        {1}\r\n"
        "Authentication-Results: mx.google.com;\r\n dkim=pass header.i=@{0} header.s=s1;\r\n dmarc=pass (p=REJECT) "
        "header.from={0}\r\n",
        mail.vouched_domain, rfc_date(mail.date));
  out += fmt::format("From: {} <{}>\r\nTo: host@example.org\r\nSubject: {}\r\nDate: {}\r\nMIME-Version: 1.0\r\n",
                     encoded_word(mail.from_name), mail.from_address, encoded_word(mail.subject), rfc_date(mail.date));
  for (const std::string& header : mail.headers) out += header + "\r\n";
  if (mail.html.empty()) return out + part("plain", mail.text);
  if (mail.text.empty()) return out + part("html", mail.html);
  return out +
         fmt::format("Content-Type: multipart/alternative; boundary=\"{0}\"\r\n\r\n--{0}\r\n{1}--{0}\r\n{2}--{0}--\r\n",
                     kBoundary, part("plain", mail.text), part("html", mail.html));
}

}  // namespace connections::corpus
