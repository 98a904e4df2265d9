#include "model/decision.h"

namespace connections {

std::string_view name(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::kUpdate:
      return "update";
    case Verdict::kReview:
      return "review";
    case Verdict::kWait:
      return "wait";
    case Verdict::kIgnore:
      return "ignore";
  }
  return "review";
}

}  // namespace connections
