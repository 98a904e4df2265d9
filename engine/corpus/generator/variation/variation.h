#pragma once

#include <cstdint>
#include <string>

#include "corpus/generator/variation/notice.h"

namespace connections::corpus {

/// One mail of the grammar. Whoever sends it and however it looks, its truth is what a careful reader finds in it.
struct Variation {
  GeneratedMail mail;
  std::string language;  ///< BCP 47
  std::string form;      ///< "airbnb confirmed|yearless|text=below|html=cells|nbsp|gmail_forward|both+qp"
  Notice notice;         ///< before it was wrapped and encoded, with both bodies, for values_line()
};

/// The variation number `index` of a seed. The same numbers give the same bytes on every machine.
[[nodiscard]] Variation vary(std::uint64_t seed, std::uint64_t index);

/// Its line of truth.jsonl: that of the mail, with "language" and "form".
[[nodiscard]] std::string truth_line(const Variation& variation, const std::string& file);

/// Its line of values.jsonl, from which mjml/twins.mjs builds the same mail in other HTML: envelope, what is shown in
/// order, the text part, and the headers as each program would quote them; "truth" is that of the mail as it was sent,
/// before any wrapping.
[[nodiscard]] std::string values_line(const Variation& variation, const std::string& file);

}  // namespace connections::corpus
