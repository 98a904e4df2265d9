#include "sync/silence/alarm.h"

#include <array>

namespace connections::sync {

std::string_view name(AlarmKind kind) noexcept {
  static constexpr std::array<std::string_view, kAlarmKinds> kNames{
      "stays_without_mails", "mails_without_stays", "unknown_template", "label_emptied",
      "token_dying",         "feed_stopped",        "sync_stopped"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name(Cause cause) noexcept {
  static constexpr std::array<std::string_view, 10> kNames{"token",    "label",  "emptied", "run",      "idle",
                                                           "template", "filter", "feed",    "calendar", "unknown"};
  return kNames[static_cast<std::size_t>(cause)];
}

std::string Alarm::subject() const {
  if (feed) return feed->value;
  const bool of_platform = kind == AlarmKind::kStaysWithoutMails || kind == AlarmKind::kMailsWithoutStays;
  return of_platform || !connection ? platform : connection->value;
}

}  // namespace connections::sync
