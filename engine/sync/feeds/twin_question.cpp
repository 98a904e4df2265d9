#include "sync/feeds/twin_question.h"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "calendar/identity/agreement.h"
#include "store/tables/booking_store.h"

namespace connections::sync {
namespace {

constexpr const char* kStart = "Two calendars show this stay with different guests: ";

/// What the feed says, and what a mail or a person wrote.
std::vector<std::string> names_of(const Booking& booking) {
  std::vector<std::string> names;
  if (booking.feed_name) names.push_back(*booking.feed_name);
  if (booking.guest_name && booking.guest_name != booking.feed_name) names.push_back(*booking.guest_name);
  return names;
}

/// Empty: nothing to ask. A person who typed a name has decided.
std::string question_about(const Booking& first, const Booking& twin) {
  for (const Booking* one : {&first, &twin})
    if (one->guest_name_source == ValueSource::kPerson) return {};
  for (const std::string& one : names_of(first))
    for (const std::string& other : names_of(twin))
      if (calendar::names_agree(one, other) == calendar::Agreement::kDiffers)
        return fmt::format("{}'{}' ({}) and '{}' ({}). Whose is it?", kStart, one, first.platform, other,
                           twin.platform);
  return {};
}

}  // namespace

Result<std::vector<std::string>> ask_about_twins(store::Transaction& calendar, const std::string& property,
                                                 Instant now) {
  const auto stays = TRY(store::live_stays_of(calendar, property));
  std::map<BookingId, const Booking*> by_id;
  std::map<BookingId, std::string> wanted;
  for (const Booking& one : stays) by_id.emplace(one.id, &one);
  for (const Booking& twin : stays) {
    const auto first = twin.twin_of ? by_id.find(*twin.twin_of) : by_id.end();
    if (first == by_id.end()) continue;
    if (auto question = question_about(*first->second, twin); !question.empty())
      wanted.try_emplace(first->first, std::move(question));
  }
  std::vector<std::string> asked;
  for (const Booking& one : stays) {
    const auto at = wanted.find(one.id);
    const bool ours = one.question.starts_with(kStart);
    if (at == wanted.end()) {
      if (ours) TRY(store::withdraw_question(calendar, one.id, now));
      continue;
    }
    if ((!one.question.empty() && !ours) || one.question == at->second) continue;
    if (TRY(store::was_asked(calendar, one.id, at->second))) continue;
    TRY(store::ask_about_booking(calendar, one.source_feed_id, one.ical_uid, at->second, nlohmann::json::object(),
                                 now));
    asked.push_back(fmt::format("{} {}: {}", one.property, to_iso(one.check_in), at->second));
  }
  return asked;
}

}  // namespace connections::sync
