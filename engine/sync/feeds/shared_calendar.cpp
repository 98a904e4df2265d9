#include "sync/feeds/shared_calendar.h"

#include <map>
#include <set>

#include "calendar/write/outgoing.h"
#include "secrets/digest.h"
#include "secrets/random.h"
#include "store/tables/booking_store.h"
#include "store/tables/review_store.h"

namespace connections::sync {
namespace {

constexpr std::size_t kMostStays = 20'000;  ///< as many as a feed that is read may have
constexpr std::chrono::days kLongestStay{365};

/// Bookings that an open review item could be about without saying the name that they have.
Result<std::set<BookingId>> doubted(store::Transaction& app, const std::vector<Booking>& bookings) {
  std::map<ReviewId, std::optional<std::string>> says;
  for (const store::ReviewItem& item : TRY(store::list_reviews(app, store::ReviewStatus::kOpen)))
    says.emplace(item.id, item.guest_name);
  std::map<BookingId, std::optional<std::string>> named;
  for (const Booking& one : bookings) named.emplace(one.id, one.guest_name);
  std::set<BookingId> all;
  for (const auto& [booking, review] : TRY(store::open_candidates(app)))
    if (const auto found = named.find(booking); found != named.end() && says[review] != found->second)
      all.insert(booking);
  return all;
}

bool is_sure(const Booking& booking, const std::set<BookingId>& doubts) {
  if (!booking.guest_name || booking.guest_name->empty()) return false;
  if (booking.guest_name_source == ValueSource::kPerson) return true;
  return booking.question.empty() && !doubts.contains(booking.id);
}

}  // namespace

Result<std::string> shared_calendar(store::Transaction& app, const store::NewShare& share, Date today) {
  auto bookings = TRY(store::page_bookings(
      app, {.from = today - kSharedPast - kLongestStay, .to = {}, .property = share.property, .limit = kMostStays}));
  std::erase_if(bookings, [&](const Booking& one) {
    return one.check_out < today - kSharedPast || one.state == BookingState::kCancelled || one.twin_of;
  });
  const auto doubts = TRY(doubted(app, bookings));
  std::vector<calendar::OutgoingStay> stays;
  for (Booking& one : bookings) {
    const bool sure = is_sure(one, doubts);
    stays.push_back({std::move(one), sure});
  }
  return calendar::write_calendar(stays, share.profile, share.property.empty() ? share.name : share.property);
}

ShareToken new_share_token() {
  std::string token = secrets::one_time_token();
  std::string hash = share_token_hash(token);
  return {std::move(token), std::move(hash)};
}

/// Plain SHA-256 suffices: 256 random bits cannot be guessed. Looking a digest up takes a time that tells nothing of
/// the token.
std::string share_token_hash(const std::string& token) { return secrets::sha256_hex("calendar share " + token); }

std::string share_path(const std::string& token) { return "/calendars/" + token + ".ics"; }

}  // namespace connections::sync
