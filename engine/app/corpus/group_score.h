#pragma once

#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "app/corpus/corpus_score.h"

namespace connections::app {

/// The score of each group of a corpus' mails: by platform, language or kind, as the truth says them.
class GroupScore {
 public:
  enum class By { kPlatform, kLanguage, kKind };

  explicit GroupScore(By by) : by_(by) {}
  void add(const Truth& truth, const Extraction& extraction);

  /// By the group's name: the object of Score::to_json, without what is wrong.
  [[nodiscard]] nlohmann::ordered_json to_json() const;
  /// One line a group: kinds right of mails, and precision/recall of each field. "-": nothing was asked.
  [[nodiscard]] std::string to_text() const;

 private:
  By by_;
  std::map<std::string, Score> groups_;
};

}  // namespace connections::app
