#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace connections::mail {

/// The header lines that mail programs print above a mail they forward.
enum class QuotedLabel : std::uint8_t { kFrom, kDate, kSubject, kTo };

/// How a mail that a person forwarded by hand is told: words of mail programs around it, of all languages together,
/// from the locales, folded (model/value.h: fold); and whose mails are never taken for one.
struct ForwardWords {
  std::map<std::string, QuotedLabel, std::less<>> labels;    ///< "von" → kFrom
  std::vector<std::pair<std::string, std::string>> markers;  ///< beginning of an announcing line → style: "gmail"
  std::vector<std::string> prefixes;                         ///< of a subject: "fwd:"
  std::vector<std::string> answers;                          ///< before the colon in the subject of an answer: "re"
  std::map<std::string, int, std::less<>> months;            ///< every form without a trailing dot: "märz" → 3
  /// Whether a lower-cased address is a platform's. What its mails quote, a guest may have typed: they are nobody's
  /// forward. Empty: no address is. Called from any thread.
  std::function<bool(std::string_view address)> is_platform;
};

struct LabelledLine {
  QuotedLabel label;
  std::string_view value;  ///< after the colon, trimmed
};

/// "De : Airbnb <…>", "Betreff: …", "差出人：…". Nothing if the line does not start with a known label and a colon.
[[nodiscard]] std::optional<LabelledLine> read_labelled_line(std::string_view line, const ForwardWords& words);

/// The style of a line that announces a forwarded mail: "gmail", "apple", "outlook", "samsung"; empty if none.
[[nodiscard]] std::string_view forward_marker(std::string_view line, const ForwardWords& words);

/// The subject without "Fwd:", "FW:", "WG:", "TR:", "RV:", "I:" … at its start, repeatedly.
[[nodiscard]] std::string_view strip_forward_prefix(std::string_view subject, const ForwardWords& words);

/// "RE: …", "AW: …": what it quotes was said before. Nothing of what a person forwards.
[[nodiscard]] bool is_answer(std::string_view subject, const ForwardWords& words);

/// 1 to 12 for a month's name or abbreviation in any of the languages; 0 for another word.
[[nodiscard]] int month_of(std::string_view word, const ForwardWords& words);

}  // namespace connections::mail
