#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/part.h"

namespace connections::mail {

/// Maps bytes of a normalised text to the bytes of the text it was made from. Kept as runs of equal
/// shift, so ordinary text costs a few entries. Append in order.
class OffsetMap {
 public:
  /// From normalised offset `normalised` on, bytes come from `raw` on, one to one, until the next entry.
  /// Entries at or behind `normalised` are forgotten: the text was cut back to there.
  void add(std::size_t normalised, std::size_t raw);
  /// Appends to `text` a character that was read from the bytes `raw`, at least one. It may take more bytes than it was
  /// read from (U+FFFD for a byte that is not UTF-8): those beyond come from the last of `raw`, too.
  void append(std::string& text, char32_t c, Span raw);
  /// The raw offset of a normalised byte. An empty map is the identity.
  [[nodiscard]] std::size_t raw(std::size_t normalised) const noexcept;
  [[nodiscard]] Span raw(Span normalised) const noexcept;
  /// This map followed by `outer`: for texts made in two steps (HTML → text → normalised).
  [[nodiscard]] OffsetMap then(const OffsetMap& outer) const;

 private:
  struct Run {
    std::size_t normalised;
    std::size_t raw;
  };
  std::vector<Run> runs_;
};

}  // namespace connections::mail
