#pragma once

#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "app/corpus/corpus_truth.h"
#include "model/extraction.h"

namespace connections::app {

/// What each rule put forward over a corpus, accepted or not, compared with the truth. Only fields whose truth is known
/// count; a rule that reads one value in text and in HTML counts once a mail.
class RuleScore {
 public:
  void add(const Truth& truth, const Extraction& extraction);
  /// A table by rule: values that are the truth's, values that are not, their precision.
  [[nodiscard]] std::string to_text() const;
  /// {rule: {"right", "wrong"}}.
  [[nodiscard]] nlohmann::ordered_json to_json() const;

 private:
  struct Values {
    int right = 0, wrong = 0;
  };
  std::map<std::string, Values> rules_;
};

}  // namespace connections::app
