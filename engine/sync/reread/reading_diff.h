#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "model/extraction.h"

namespace connections::sync {

/// How one field of one mail reads otherwise. Empty: the field is not there; "disputed: …": nobody may rely on it.
struct FieldDiff {
  std::string field;  ///< "guest_name"; "kind"
  std::string before;
  std::string after;

  enum class Change : std::uint8_t { kGained, kLost, kChanged };
  /// Gained: only now accepted. Lost: no longer.
  [[nodiscard]] Change change() const;
};
[[nodiscard]] std::string_view name(FieldDiff::Change change) noexcept;  ///< "gained", "lost", "changed"

/// Kind first, then in the order of Field. Confidences do not count.
[[nodiscard]] std::vector<FieldDiff> differences(const Extraction& before, const Extraction& after);

/// Whether nothing that decisions lean on differs: neither a value nor its confidence, kind, permission or a problem.
[[nodiscard]] bool reads_alike(const Extraction& before, const Extraction& after);

/// Differences, counted by field.
class ReadingTally {
 public:
  using Counts = std::array<std::size_t, 3>;  ///< by Change
  void add(const std::vector<FieldDiff>& diffs);
  [[nodiscard]] const std::map<std::string, Counts>& fields() const noexcept { return fields_; }

 private:
  std::map<std::string, Counts> fields_;
};

}  // namespace connections::sync
