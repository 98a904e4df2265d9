#pragma once

#include <string>
#include <string_view>

#include "mail/mail.h"
#include "model/confidence.h"
#include "model/error.h"
#include "model/extraction.h"
#include "rules/book/pack.h"
#include "rules/evaluation/trace.h"

namespace connections::plugin {

/// Reads the mails of one platform. One instance serves one worker thread.
class Parser {
 public:
  virtual ~Parser() = default;
  [[nodiscard]] virtual std::string_view id() const noexcept = 0;       ///< "airbnb"
  [[nodiscard]] virtual std::string_view version() const noexcept = 0;  ///< "1.0.0"
  [[nodiscard]] virtual bool built_in() const noexcept = 0;             ///< the rules-only parser
  /// The most that `recognise` can give.
  [[nodiscard]] virtual Confidence most_sure(const rules::RuleBook& /*book*/) const { return Confidence(1.0); }
  /// Chance that this mail is the platform's. kPluginFailed: the parser threw, said that it failed, or gave a score
  /// outside [0, 1]; then it is unknown whose mail it is, and it goes to review.
  [[nodiscard]] virtual Result<Confidence> recognise(const rules::RuleBook& book, const mail::Mail& mail) = 0;
  /// Everything read out of the mail. kPluginFailed: the parser threw or said fail(); the mail goes to
  /// review with the parser's name and version. `trace` may be null.
  [[nodiscard]] virtual Result<Extraction> extract(const rules::RuleBook& book, const mail::Mail& mail,
                                                   rules::Trace* trace) = 0;
};

}  // namespace connections::plugin
