#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"
#include "rules/book/pack.h"
#include "rules/evaluation/label_values.h"

namespace connections::rules {

/// Words about the mail as a whole ("template" → "booking/reservation_host_pending"), from one of its own parts or
/// found by a parser's code. Rules read them as part "signal:<name>".
using Signals = std::map<std::string, std::string, std::less<>>;

/// The signals of a mail: what its own parts say of themselves (platform.yaml, `signals`), before what code found.
[[nodiscard]] Signals signals_of(const Platform& platform, const mail::Mail& mail, Signals found);

/// A readable text of a mail with who speaks where. What is outside all segments is the platform's.
struct PartText {
  std::string_view text;
  const mail::OffsetMap* offsets = nullptr;  ///< null: signals, which no byte of the mail holds
  std::vector<mail::Segment> segments;       ///< sorted; the mail's own and the platform's
  TextWords* words = nullptr;                ///< of the part, which the text may be a stretch of

  /// The first speaker other than the platform in `span`; kPlatform if there is none.
  [[nodiscard]] Speaker speaker(Span span) const noexcept;
};

/// The parts of one mail as rules see them: read once, on first use, with a platform's segment rules applied.
/// Views into `mail` and `signals`, which must outlive it. One thread.
class PartTexts {
 public:
  /// `book` outlives it too. Without a platform, all words are the mail's own speaker's.
  PartTexts(const mail::Mail& mail, const Signals& signals, const Platform* platform, const RuleBook& book);
  /// nullptr: the mail has no such part. Labels are not texts of their own: see `labels`.
  [[nodiscard]] const PartText* get(const PartRef& part);

  /// A value beside a label, and the part that it is a stretch of.
  struct Labelled {
    PartRef part;  ///< text or html
    LabelValue found;
  };
  /// The values beside all labels of text and html, found on first use.
  [[nodiscard]] const std::vector<Labelled>& labels();
  [[nodiscard]] const mail::Mail& mail() const noexcept { return mail_; }

 private:
  void mark(const PartRef& part, PartText& text) const;
  const mail::Mail& mail_;
  const Signals& signals_;
  const Platform* platform_;
  const RuleBook& book_;
  std::map<PartRef, std::optional<PartText>> texts_;
  std::deque<TextWords> words_;  ///< of the texts
  std::optional<std::vector<Labelled>> labels_;
};

}  // namespace connections::rules
