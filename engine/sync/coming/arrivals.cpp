#include "sync/coming/arrivals.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "store/feeds/feed_store.h"
#include "store/tables/booking_store.h"
#include "store/tables/review_store.h"
#include "store/tables/story_store.h"
#include "sync/health.h"

namespace connections::sync {
namespace {

constexpr std::size_t kMostStays = 10'000;

std::string short_id(const std::string& id) { return id.substr(0, 8); }

/// What explains a stay without a name. Read once for all of them.
struct Causes {
  std::vector<store::ReviewItem> reviews;  ///< open
  std::vector<store::Feed> feeds;
  std::vector<ConnectionHealth> connections;
};

Result<Causes> load_causes(store::Transaction& app) {
  Causes causes{.reviews = TRY(store::list_reviews(app, store::ReviewStatus::kOpen)),
                .feeds = TRY(store::list_feeds(app)),
                .connections = {}};
  for (const store::Connection& one : TRY(store::list_connections(app)))
    causes.connections.push_back(TRY(connection_health(app, one.id)));
  return causes;
}

bool weighs(const store::ReviewItem& item, const Booking& stay) {
  return std::ranges::any_of(item.candidates, [&](const nlohmann::json& one) {
    return one.value("booking", "") == stay.id.value && one.value("veto", "").empty();
  });
}

/// Says the same days or the same code, without having been weighed against it.
bool resembles(const store::ReviewItem& item, const Booking& stay) {
  return (item.code && item.code == stay.code) || (item.check_in == stay.check_in && item.check_out == stay.check_out);
}

std::string reasons_of(const store::ReviewItem& item) {
  std::string all;
  for (const auto& reason : item.reasons) all += (all.empty() ? "" : "; ") + reason.value("message", "");
  return all;
}

void explain_by_review(Arrival& arrival, const store::ReviewItem& item, ArrivalState state) {
  arrival.state = state;
  arrival.what = fmt::format("a mail could be about it: {}", reasons_of(item));
  arrival.next = "connections reviews show " + short_id(item.id.value);
  arrival.review = item.id.value;
}

bool explain_by_reviews(Arrival& arrival, const Causes& causes) {
  const Booking& stay = arrival.booking;
  const auto weighed = std::ranges::find_if(causes.reviews, [&](const auto& item) { return weighs(item, stay); });
  if (weighed != causes.reviews.end()) return explain_by_review(arrival, *weighed, ArrivalState::kDecide), true;
  const auto alike = std::ranges::find_if(causes.reviews, [&](const auto& item) { return resembles(item, stay); });
  if (alike != causes.reviews.end()) return explain_by_review(arrival, *alike, ArrivalState::kUnreadable), true;
  return false;
}

bool explain_by_mail(Arrival& arrival, const std::vector<store::StayMail>& mails) {
  const auto nameless = std::ranges::find_if(mails, [](const auto& mail) { return !mail.guest_name; });
  if (nameless == mails.end()) return false;
  arrival.state = ArrivalState::kNoName;
  arrival.what = fmt::format("the mail about it names no guest; {} has the name", arrival.booking.platform);
  arrival.next = fmt::format("connections bookings set {} --guest NAME", short_id(arrival.booking.id.value));
  return true;
}

bool explain_by_feed(Arrival& arrival, const Causes& causes) {
  const auto feed = std::ranges::find(causes.feeds, arrival.booking.source_feed_id, &store::Feed::id);
  if (feed == causes.feeds.end() || feed->state.error.empty()) return false;
  arrival.state = ArrivalState::kFeedBroken;
  arrival.what = fmt::format("its calendar cannot be read since {}: {}",
                             feed->state.error_since ? to_rfc3339(*feed->state.error_since) : "–", feed->state.error);
  arrival.next = "connections calendar list";
  return true;
}

bool reads(const ConnectionHealth& health, const Booking& stay) {
  return health.connection.platform == stay.platform || health.connection.platform == "auto" ||
         health.connection.platform == "pms";
}

void explain_by_connections(Arrival& arrival, const Causes& causes) {
  std::string newest = "never";
  bool any = false;
  for (const ConnectionHealth& health : causes.connections) {
    if (!reads(health, arrival.booking)) continue;
    any = true;
    const store::Connection& one = health.connection;
    if (one.last_synced_at) newest = to_rfc3339(*one.last_synced_at);
    const Advice advice = advice_for(health);
    if (advice == Advice::kNothing) continue;
    arrival.state = ArrivalState::kBroken;
    arrival.what = one.gmail_error.empty()
                       ? fmt::format("the connection '{}' needs a person: {}", one.name, name(advice))
                       : fmt::format("the connection '{}': {}", one.name, one.gmail_error);
    arrival.next = advice == Advice::kLookAtRun ? "connections health"
                                                : fmt::format("connections gmail connect --connection '{}'", one.name);
    return;
  }
  arrival.state = any ? ArrivalState::kNoMail : ArrivalState::kNotConnected;
  arrival.what = any ? fmt::format("no mail about it has come; mails were last read {}", newest)
                     : fmt::format("nothing reads mails of {}", arrival.booking.platform);
  arrival.next =
      any ? "" : fmt::format("connections connection create --platform {} --label LABEL", arrival.booking.platform);
}

Result<void> explain(store::Transaction& app, Arrival& arrival, const Causes& causes) {
  const Booking& stay = arrival.booking;
  if (!stay.question.empty()) {
    arrival.state = ArrivalState::kQuestion;
    arrival.what = stay.question;
    arrival.next = fmt::format("connections bookings set {} --guest NAME", short_id(stay.id.value));
    return {};
  }
  if (explain_by_reviews(arrival, causes)) return {};
  if (explain_by_mail(arrival, TRY(store::mails_of_stay(app, stay)))) return {};
  if (!explain_by_feed(arrival, causes)) explain_by_connections(arrival, causes);
  return {};
}

}  // namespace

std::string_view name(ArrivalState state) noexcept {
  static constexpr std::array<std::string_view, 9> kNames{
      "named", "decide", "question", "no_name", "unreadable", "not_connected", "broken", "feed_broken", "no_mail"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string Arrivals::sentence() const {
  if (stays.empty()) return fmt::format("No arrivals in the next {} days", days);
  return fmt::format("{} of {} arrivals named", named, stays.size());
}

Result<Arrivals> read_arrivals(store::Transaction& app, Date today, int days) {
  const Causes causes = TRY(load_causes(app));
  Arrivals all{.from = today, .days = days, .stays = {}};
  const auto bookings = TRY(store::page_bookings(
      app,
      {.from = today, .to = today + std::chrono::days{days - 1}, .property = {}, .after = {}, .limit = kMostStays}));
  for (const Booking& booking : bookings) {
    if (booking.block || booking.state == BookingState::kCancelled || booking.twin_of) continue;
    Arrival arrival{.booking = booking, .state = ArrivalState::kNamed, .what = {}, .next = {}, .review = {}};
    if (booking.guest_name)
      ++all.named;
    else
      TRY(explain(app, arrival, causes));
    all.stays.push_back(std::move(arrival));
  }
  return all;
}

}  // namespace connections::sync
