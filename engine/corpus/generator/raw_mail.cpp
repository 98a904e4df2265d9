#include "corpus/generator/raw_mail.h"

#include <fmt/format.h>

#include "corpus/generator/mail_headers.h"
#include "corpus/generator/transfer_encoding.h"

namespace connections::corpus {
namespace {

constexpr const char* kBoundary = "=_connections_invented_boundary";

std::string part(std::string_view kind, std::string_view body) {
  return fmt::format("Content-Type: text/{}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}",
                     kind, quoted_printable(body));
}

}  // namespace

std::string encode(const RawMail& mail) {
  std::string out;
  if (!mail.vouched_domain.empty()) out += border_headers(mail.vouched_domain, mail.date);
  out += fmt::format("From: {} <{}>\r\nTo: host@example.org\r\nSubject: {}\r\nDate: {}\r\nMIME-Version: 1.0\r\n",
                     encoded_words(mail.from_name, false), mail.from_address, encoded_words(mail.subject, false),
                     header_date(mail.date));
  for (const std::string& header : mail.headers) out += header + "\r\n";
  if (mail.html.empty()) return out + part("plain", mail.text);
  if (mail.text.empty()) return out + part("html", mail.html);
  return out +
         fmt::format("Content-Type: multipart/alternative; boundary=\"{0}\"\r\n\r\n--{0}\r\n{1}--{0}\r\n{2}--{0}--\r\n",
                     kBoundary, part("plain", mail.text), part("html", mail.html));
}

}  // namespace connections::corpus
