#pragma once

#include <map>
#include <optional>
#include <string>

namespace connections::rules {

/// The parts of an inline mail of a rule test, UTF-8.
struct TestMail {
  std::string from, subject;
  std::optional<std::string> text, html;
  std::map<std::string, std::string> headers;
};

/// Raw RFC 822 with CRLF line ends: from here on an inline mail goes the way of every other. A header cannot
/// smuggle in another: line ends in values become spaces. Pure.
[[nodiscard]] std::string raw_mail(const TestMail& mail);

}  // namespace connections::rules
