#pragma once

#include "mail/forward/forward_words.h"

namespace connections::mail {

/// Words of two languages; production has those of all locales (rules/common/locales).
inline std::shared_ptr<const ForwardWords> english_and_german() {
  return std::make_shared<const ForwardWords>(
      ForwardWords{.labels = {{"from", QuotedLabel::kFrom},
                              {"von", QuotedLabel::kFrom},
                              {"date", QuotedLabel::kDate},
                              {"datum", QuotedLabel::kDate},
                              {"subject", QuotedLabel::kSubject},
                              {"betreff", QuotedLabel::kSubject},
                              {"to", QuotedLabel::kTo},
                              {"an", QuotedLabel::kTo}},
                   .markers = {{"forwarded message", "gmail"}, {"ursprüngliche nachricht", "outlook"}},
                   .prefixes = {"fwd:", "wg:"},
                   .answers = {"re", "aw"},
                   .months = {{"jan", 1}, {"märz", 3}, {"may", 5}, {"sep", 9}},
                   .is_platform = {}});
}

}  // namespace connections::mail
