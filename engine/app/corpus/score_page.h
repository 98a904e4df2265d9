#pragma once

#include <span>
#include <string>

#include "app/corpus/corpus_score.h"
#include "mail/mail.h"

namespace connections::app {

/// A page for people: of each mail that went wrong, its text with the bytes that rules read marked, beside what was
/// expected. One file, no script, nothing loaded. It holds the mails' text: it is for their owner.
class ScorePage {
 public:
  /// `wrong`: of this mail, never empty. `mail`: null if it cannot be read.
  void add(const std::string& file, std::span<const Wrong> wrong, const Extraction& extraction, const mail::Mail* mail);
  [[nodiscard]] std::string to_html(const Score& score) const;

 private:
  std::string sections_;
  std::size_t shown_ = 0, left_out_ = 0;
};

}  // namespace connections::app
