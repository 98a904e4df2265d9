#include "rules/evaluation/trace.h"

#include <array>

namespace connections::rules {

std::string_view name(TraceStep::Outcome outcome) noexcept {
  static constexpr std::array<std::string_view, 8> kNames{"no match",   "matched",  "vetoed",    "wrong speaker",
                                                          "unreadable", "disabled", "not there", "dropped"};
  return kNames[static_cast<std::size_t>(outcome)];
}

}  // namespace connections::rules
