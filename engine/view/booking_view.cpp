#include "view/booking_view.h"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "store/tables/review_store.h"
#include "view/csv.h"
#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kAllChanges = 100'000;

std::string state_of(const Booking& booking) {
  return booking.block ? "block" : std::string(store::name(booking.state));
}

/// Which open items could name which booking.
Result<std::map<BookingId, std::vector<std::string>>> reviews_by_booking(store::Transaction& app) {
  std::map<BookingId, std::vector<std::string>> found;
  for (auto& [booking, review] : TRY(store::open_candidates(app))) found[booking].push_back(std::move(review.value));
  return found;
}

/// `changes`: newest first.
Result<std::vector<BookingView>> views_of(store::Transaction& app, std::vector<Booking> bookings,
                                          const std::vector<store::BookingChange>& changes) {
  std::map<BookingId, const store::BookingChange*> latest;
  for (const auto& change : changes) latest.try_emplace(change.booking, &change);
  const auto reviews = TRY(reviews_by_booking(app));
  std::vector<BookingView> views;
  for (Booking& booking : bookings) {
    BookingView view{std::move(booking), {}, 0.0, {}};
    if (const auto change = latest.find(view.booking.id); change != latest.end()) {
      view.reason = change->second->enrichment_reason;
      const auto& decision = change->second->decision;  // null where a person typed
      view.confidence = decision.is_object() ? decision.value("confidence", 0.0) : 1.0;
    }
    if (const auto waiting = reviews.find(view.booking.id); waiting != reviews.end()) view.reviews = waiting->second;
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace

Result<std::vector<BookingView>> read_bookings(store::Transaction& app) {
  auto bookings = TRY(store::list_bookings(app));
  return views_of(app, std::move(bookings), TRY(store::list_changes(app, std::nullopt, kAllChanges)));
}

Result<std::vector<BookingView>> read_booking_page(store::Transaction& app, const store::BookingPage& page) {
  auto bookings = TRY(store::page_bookings(app, page));
  std::vector<BookingId> ids;
  for (const Booking& one : bookings) ids.push_back(one.id);
  return views_of(app, std::move(bookings), TRY(store::latest_changes(app, ids)));
}

Result<BookingView> read_booking(store::Transaction& app, const BookingId& id) {
  auto booking = TRY(store::find_booking(app, id));
  auto views = TRY(views_of(app, {std::move(booking)}, TRY(store::latest_changes(app, {id}))));
  return std::move(views.front());
}

ordered_json to_json(const BookingView& view) {
  const Booking& booking = view.booking;
  const bool enriched = !view.reason.empty();
  return {{"id", booking.id.value},
          {"platform", booking.platform},
          {"property", booking.property},
          {"check_in", to_iso(booking.check_in)},
          {"check_out", to_iso(booking.check_out)},
          {"state", store::name(booking.state)},
          {"block", booking.block},
          {"code", or_null(booking.code)},
          {"guest_name", or_null(booking.guest_name)},
          {"guest_name_source", store::name(booking.guest_name_source)},
          {"guest_count", or_null(booking.guest_count)},
          {"enrichment_reason", enriched ? ordered_json(view.reason) : ordered_json(nullptr)},
          {"confidence", enriched ? ordered_json(view.confidence) : ordered_json(nullptr)},
          {"feed_summary", booking.feed_summary},
          {"question", booking.question.empty() ? ordered_json(nullptr) : ordered_json(booking.question)},
          {"reviews", view.reviews}};
}

ordered_json bookings_json(const std::vector<BookingView>& bookings) {
  ordered_json rows = ordered_json::array();
  for (const BookingView& view : bookings) rows.push_back(to_json(view));
  return rows;
}

std::string bookings_csv(const std::vector<BookingView>& bookings) {
  std::string out;
  for (const BookingView& view : bookings) {
    const ordered_json row = to_json(view);
    std::vector<std::string> cells;
    if (out.empty()) {
      for (const auto& [key, value] : row.items()) cells.push_back(key);
      out += csv_line(cells);
      cells.clear();
    }
    for (const auto& [key, value] : row.items())
      cells.push_back(value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump());
    out += csv_line(cells);
  }
  return out.empty() ? csv_line({"id"}) : out;
}

std::string bookings_table(const std::vector<BookingView>& bookings) {
  Table table(
      {"id", "platform", "property", "check-in", "check-out", "guest", "party", "reason", "confidence", "state"});
  for (const auto& [booking, reason, confidence, reviews] : bookings)
    table.add({booking.id.value.substr(0, 8), booking.platform, booking.property, to_iso(booking.check_in),
               to_iso(booking.check_out), booking.guest_name.value_or(booking.block ? "" : "–"),
               booking.guest_count ? std::to_string(*booking.guest_count) : "", reason,
               reason.empty() || confidence == 1.0 ? "" : fmt::format("{:.3f}", confidence), state_of(booking)});
  return table.to_string();
}

}  // namespace connections::view
