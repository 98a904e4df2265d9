#include "corpus/generator/mail_headers.h"

#include <array>

#include <fmt/format.h>

namespace connections::corpus {

std::string header_date(Instant date) {
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string iso = to_rfc3339(date);  // 2026-06-12T09:00:00Z
  return fmt::format("{} {} {} {} +0000", iso.substr(8, 2),
                     kMonths[static_cast<std::size_t>(std::stoi(iso.substr(5, 2)) - 1)], iso.substr(0, 4),
                     iso.substr(11, 8));
}

std::string border_headers(const std::string& domain, Instant date) {
  return fmt::format(
      "Received: from out1.{0} (out1.{0}. [192.0.2.25])\r\n        by mx.google.com with ESMTPS id a1b2c3;\r\n"
      "        {1}\r\n"
      "Authentication-Results: mx.google.com;\r\n dkim=pass header.i=@{0} header.s=s1;\r\n dmarc=pass (p=REJECT) "
      "header.from={0}\r\n",
      domain, header_date(date));
}

}  // namespace connections::corpus
