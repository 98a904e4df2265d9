#pragma once

#include <optional>
#include <string_view>

namespace connections::mail {

/// The header lines that mail programs print above a mail they forward, in many languages.
enum class QuotedLabel : unsigned char { kFrom, kDate, kSubject, kTo };

struct LabelledLine {
  QuotedLabel label;
  std::string_view value;  ///< after the colon, trimmed
};

/// "De : Airbnb <…>", "Betreff: …", "差出人：…". Nothing if the line does not start with a known label and a colon.
[[nodiscard]] std::optional<LabelledLine> read_labelled_line(std::string_view line);

/// The style of a line that announces a forwarded mail: "gmail", "apple", "outlook", "samsung"; empty if none.
[[nodiscard]] std::string_view forward_marker(std::string_view line);

/// The subject without "Fwd:", "FW:", "WG:", "TR:", "RV:", "I:" … at its start, repeatedly.
[[nodiscard]] std::string_view strip_forward_prefix(std::string_view subject);

/// 1 to 12 for a month's name or abbreviation in any of the languages, folded; 0 if it is none.
[[nodiscard]] int month_of(std::string_view word);

}  // namespace connections::mail
