#include "app/views.h"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/terminal/table.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kAllChanges = 100'000;

ordered_json or_null(const std::optional<std::string>& text) {
  return text ? ordered_json(*text) : ordered_json(nullptr);
}
ordered_json or_null(const std::optional<int>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}
ordered_json or_null(const std::optional<Date>& date) {
  return date ? ordered_json(to_iso(*date)) : ordered_json(nullptr);
}

std::string reasons_of(const store::ReviewItem& item) {
  std::string all;
  for (const auto& reason : item.reasons) all += (all.empty() ? "" : "; ") + reason.value("message", "");
  return all;
}

std::string what_it_is(const Booking& booking) {
  if (booking.block) return "block";
  return std::string(store::name(booking.state));
}

}  // namespace

Result<std::vector<BookingView>> read_bookings(StoreSession& session) {
  return session.read([](store::Transaction& app) -> Result<std::vector<BookingView>> {
    auto bookings = TRY(store::list_bookings(app));
    const auto changes = TRY(store::list_changes(app, std::nullopt, kAllChanges));
    std::map<BookingId, const store::BookingChange*> latest;
    for (const auto& change : changes) latest.try_emplace(change.booking, &change);  // newest first
    std::vector<BookingView> views;
    for (Booking& booking : bookings) {
      BookingView view{std::move(booking), {}, 0.0};
      if (const auto change = latest.find(view.booking.id); change != latest.end()) {
        view.reason = change->second->enrichment_reason;
        const auto& decision = change->second->decision;  // null where a person typed
        view.confidence = decision.is_object() ? decision.value("confidence", 0.0) : 1.0;
      }
      views.push_back(std::move(view));
    }
    return views;
  });
}

std::string bookings_table(const std::vector<BookingView>& bookings) {
  Table table(
      {"id", "platform", "property", "check-in", "check-out", "guest", "party", "reason", "confidence", "state"});
  for (const auto& [booking, reason, confidence] : bookings)
    table.add({booking.id.value.substr(0, 8), booking.platform, booking.property, to_iso(booking.check_in),
               to_iso(booking.check_out), booking.guest_name.value_or(booking.block ? "" : "–"),
               booking.guest_count ? std::to_string(*booking.guest_count) : "", reason,
               reason.empty() || confidence == 1.0 ? "" : fmt::format("{:.3f}", confidence), what_it_is(booking)});
  return table.to_string();
}

ordered_json bookings_json(const std::vector<BookingView>& bookings) {
  ordered_json rows = ordered_json::array();
  for (const auto& [booking, reason, confidence] : bookings)
    rows.push_back({{"id", booking.id.value},
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
                    {"enrichment_reason", reason.empty() ? ordered_json(nullptr) : ordered_json(reason)},
                    {"confidence", reason.empty() ? ordered_json(nullptr) : ordered_json(confidence)},
                    {"feed_summary", booking.feed_summary}});
  return rows;
}

std::string reviews_table(const std::vector<store::ReviewItem>& reviews) {
  Table table({"id", "guest", "check-in", "check-out", "code", "candidates", "why a person decides"});
  for (const auto& item : reviews)
    table.add({item.id.value.substr(0, 8), item.guest_name.value_or("–"), item.check_in ? to_iso(*item.check_in) : "–",
               item.check_out ? to_iso(*item.check_out) : "–", item.code.value_or("–"),
               std::to_string(item.candidates.size()), reasons_of(item)});
  return table.to_string();
}

ordered_json reviews_json(const std::vector<store::ReviewItem>& reviews) {
  ordered_json rows = ordered_json::array();
  for (const auto& item : reviews)
    rows.push_back({{"id", item.id.value},
                    {"status", store::name(item.status)},
                    {"message", item.message.value},
                    {"connection", item.connection.value},
                    {"guest_name", or_null(item.guest_name)},
                    {"check_in", or_null(item.check_in)},
                    {"check_out", or_null(item.check_out)},
                    {"code", or_null(item.code)},
                    {"reasons", item.reasons},
                    {"candidates", item.candidates},
                    {"created_at", to_rfc3339(item.created_at)}});
  return rows;
}

}  // namespace connections::app
