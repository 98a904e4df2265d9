#include "calendar/event.h"

namespace connections::calendar {

std::string_view name(BlockReason reason) noexcept {
  switch (reason) {
    case BlockReason::kNone:
      return "";
    case BlockReason::kNotAvailable:
      return "not_available";
    case BlockReason::kOwner:
      return "owner";
    case BlockReason::kPreparation:
      return "preparation";
    case BlockReason::kTurnover:
      return "turnover";
    case BlockReason::kMaintenance:
      return "maintenance";
  }
  return "";
}

std::string_view name(SkipReason reason) noexcept {
  switch (reason) {
    case SkipReason::kRecurring:
      return "recurring";
    case SkipReason::kNoStart:
      return "no_start";
    case SkipReason::kNoEnd:
      return "no_end";
    case SkipReason::kNoNights:
      return "no_nights";
    case SkipReason::kDuplicate:
      return "duplicate";
    case SkipReason::kSuperseded:
      return "superseded";
    case SkipReason::kUidTooLong:
      return "uid_too_long";
    case SkipReason::kNotAnEvent:
      return "not_an_event";
  }
  return "";
}

}  // namespace connections::calendar
