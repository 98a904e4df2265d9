#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "model/error.h"
#include "rules/language/load_rule_book.h"

namespace connections::plugin {

/// A copy of the rules that passed their trial last, so that a start on rules that fail still has some that work.
/// Used by one process at a time or several that share the folder: a copy becomes visible whole.
class GoodRules {
 public:
  /// `folder` is made when there is something to put into it; empty: nothing is kept.
  explicit GoodRules(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Copies rules and overrides, unless they are what is there. Errors: kIo.
  [[nodiscard]] Result<void> keep(const rules::LoadOptions& from) const;
  /// Whether these very files, for this engine, are what is there.
  [[nodiscard]] bool holds(const rules::LoadOptions& from) const;
  /// `from` with the folders of the copy. Nothing if there is none.
  [[nodiscard]] std::optional<rules::LoadOptions> in_place_of(const rules::LoadOptions& from) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace connections::plugin
