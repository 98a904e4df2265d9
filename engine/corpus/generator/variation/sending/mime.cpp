#include "corpus/generator/variation/sending/mime.h"

#include <fmt/format.h>

#include "corpus/generator/mail_headers.h"
#include "corpus/generator/transfer_encoding.h"
#include "corpus/generator/variation/layout/fill.h"

namespace connections::corpus {
namespace {

constexpr const char* kPicture =  // a transparent pixel
    "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\r\n";

std::string part(std::string_view kind, const std::string& body, const Transport& transport) {
  const auto narrow = transport.latin1 ? latin1(body) : std::nullopt;
  std::string bytes = narrow.value_or(body);
  if (narrow && kind == "html") bytes = replaced(std::move(bytes), "charset=\"utf-8\"", "charset=\"iso-8859-1\"");
  return fmt::format("Content-Type: text/{}; charset=\"{}\"\r\nContent-Transfer-Encoding: {}\r\n\r\n{}", kind,
                     narrow ? "iso-8859-1" : "utf-8", transport.base64 ? "base64" : "quoted-printable",
                     transport.base64 ? base64(replaced(std::move(bytes), "\n", "\r\n")) : quoted_printable(bytes));
}

/// Parts of a multipart in which each is the beginning of the next.
std::string multipart(std::string_view kind, std::string_view boundary, const std::vector<std::string>& parts) {
  std::string out = fmt::format("Content-Type: multipart/{}; boundary=\"{}\"\r\n\r\n", kind, boundary);
  for (const std::string& one : parts) out += fmt::format("--{}\r\n{}", boundary, one);
  return out + fmt::format("--{}--\r\n", boundary);
}

/// The HTML part, with the picture that it shows.
std::string html_part(const Letter& letter, const Transport& transport) {
  std::string html = part("html", letter.html, transport);
  if (letter.html.find("cid:logo@example.com") == std::string::npos) return html;
  return multipart("related", "=_picture_7f3a",
                   {std::move(html), std::string("Content-Type: image/gif; name=\"logo.gif\"\r\nContent-ID: "
                                                 "<logo@example.com>\r\nContent-Disposition: inline\r\n"
                                                 "Content-Transfer-Encoding: base64\r\n\r\n") +
                                         kPicture});
}

std::string body_of(const Letter& letter, const Transport& transport) {
  if (transport.parts == Transport::Parts::kText) return part("plain", letter.text, transport);
  if (transport.parts == Transport::Parts::kHtml) return html_part(letter, transport);
  return multipart("alternative", "=_variation_41c0",
                   {part("plain", letter.text, transport), html_part(letter, transport)});
}

/// A name as RFC 5322 wants it: quoted where it holds more than letters.
std::string display_name(const std::string& name, bool base64_words) {
  std::string words = encoded_words(name, base64_words);
  if (words != name || name.find_first_of(".,()\"'@:;") == std::string::npos) return words;
  return "\"" + replaced(name, "\"", "") + "\"";
}

}  // namespace

std::string Transport::name() const {
  static constexpr std::array kNames{"both", "text", "html"};
  return fmt::format("{}+{}{}", kNames[static_cast<std::size_t>(parts)], base64 ? "base64" : "qp",
                     latin1 ? "+latin1" : "");
}

Transport pick_transport(Dice& dice) {
  const int sort = dice.between(0, 9);
  return {.parts = sort < 4   ? Transport::Parts::kBoth
                   : sort < 6 ? Transport::Parts::kText
                              : Transport::Parts::kHtml,
          .base64 = dice.between(0, 2) == 0,
          .base64_words = dice.between(0, 1) == 0,
          .latin1 = dice.between(0, 9) == 0};
}

std::string encode(const Letter& letter, const Transport& transport) {
  std::string out = border_headers(letter.vouched_domain, letter.date);
  out += fmt::format("From: {} <{}>\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMIME-Version: 1.0\r\n",
                     display_name(letter.from_name, transport.base64_words), letter.from_address, letter.to,
                     encoded_words(letter.subject, transport.base64_words), header_date(letter.date));
  for (const std::string& header : letter.headers) out += header + "\r\n";
  return out + body_of(letter, transport);
}

}  // namespace connections::corpus
