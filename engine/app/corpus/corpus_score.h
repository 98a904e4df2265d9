#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/corpus/corpus_truth.h"
#include "model/extraction.h"

namespace connections::app {

/// Hits and errors of one question. Precision and recall of nothing asked are 1.
struct Tally {
  int tp = 0, fp = 0, fn = 0;
  [[nodiscard]] double precision() const noexcept { return tp + fp == 0 ? 1.0 : double(tp) / (tp + fp); }
  [[nodiscard]] double recall() const noexcept { return tp + fn == 0 ? 1.0 : double(tp) / (tp + fn); }
};

/// One disagreement with the truth. A field "kind" is the kind of mail.
struct Wrong {
  std::string file, field, expected, got, rule;  ///< empty expected or got: none
};

/// How an extraction compares with the truth, over a corpus. The JSON form is a contract (README, "Measuring").
///
/// Every mail of every platform is scored, field by field, where the truth has the field's key. A disputed fact is not
/// emitted: it would go to review. A value emitted where the truth is null is wrong.
class Score {
 public:
  void add(const Truth& truth, const Extraction& extraction);

  [[nodiscard]] int mails() const noexcept { return mails_; }
  [[nodiscard]] const std::map<Field, Tally>& fields() const noexcept { return fields_; }
  [[nodiscard]] const Tally& confirmed() const noexcept { return confirmed_; }
  [[nodiscard]] int kinds_correct() const noexcept { return kinds_correct_; }
  [[nodiscard]] const std::vector<Wrong>& wrong() const noexcept { return wrong_; }
  [[nodiscard]] nlohmann::ordered_json to_json() const;
  [[nodiscard]] std::string to_text() const;
  /// The figures of to_text, without what is wrong.
  [[nodiscard]] std::string summary() const;

 private:
  void add_field(const Truth& truth, const Extraction& extraction, Field field);

  int mails_ = 0;
  int kinds_correct_ = 0;
  Tally confirmed_;
  std::map<Field, Tally> fields_;
  std::vector<Wrong> wrong_;
};

/// The kind as truth files count it: a reminder is other.
[[nodiscard]] MailKind counted_kind(MailKind kind) noexcept;

}  // namespace connections::app
