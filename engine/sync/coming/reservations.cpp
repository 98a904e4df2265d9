#include "sync/coming/reservations.h"

#include <algorithm>
#include <tuple>

#include "store/tables/story_store.h"
#include "sync/story_input.h"

namespace connections::sync {
namespace {

ReservationStory story_of(const match::Reservation& one) {
  ReservationStory out{.platform = one.issuer,
                       .codes = {},
                       .state = one.state,
                       .guest = one.guest,
                       .names_disagree = one.names_disagree,
                       .check_in = one.check_in,
                       .check_out = one.check_out,
                       .guest_count = one.guest_count,
                       .listing = one.listing,
                       .booking = one.named,
                       .messages = {}};
  for (const auto& [platform, code] : one.codes)
    if (std::ranges::find(out.codes, code) == out.codes.end()) out.codes.push_back(code);
  for (const match::StoryMail* mail : one.mails)
    out.messages.push_back({.id = mail->id, .kind = mail->facts.kind, .received = mail->received});
  return out;
}

bool goes_first(const ReservationStory& a, const ReservationStory& b) {
  return std::tie(a.check_in, a.check_out, a.messages.front().id) <
         std::tie(b.check_in, b.check_out, b.messages.front().id);
}

}  // namespace

Result<Reservations> read_reservations(store::Transaction& app, const match::Platforms& platforms, Date from,
                                       int days) {
  std::vector<match::StoryMail> mails;
  for (const store::StoryRow& row : TRY(store::coming_stories(app, from, from + std::chrono::days{days})))
    mails.push_back(mail_of(row));
  std::vector<const match::StoryMail*> all;
  for (const match::StoryMail& mail : mails) all.push_back(&mail);
  Reservations found{.from = from, .days = days, .items = {}};
  for (const match::Reservation& one : match::reservations_of(all, platforms)) found.items.push_back(story_of(one));
  std::ranges::sort(found.items, goes_first);
  return found;
}

}  // namespace connections::sync
