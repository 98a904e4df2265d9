#include "server/api/api.h"
#include "server/api/cursor.h"
#include "server/api/etag.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/workspace.h"
#include "store/sql/uuid.h"
#include "sync/coming/arrivals.h"
#include "sync/coming/reservations.h"
#include "sync/person/typed_values.h"
#include "view/arrivals_view.h"
#include "view/booking_view.h"
#include "view/json_text.h"
#include "view/reservations_view.h"

namespace connections::server::handlers {
namespace {

using store::Transaction;

constexpr std::size_t kCsvRows = 100'000;
constexpr std::int64_t kPage = 50;

std::optional<Date> date_of(const Call& call, std::string_view name) {
  const auto text = call.request.parameter(name);
  return text ? parse_iso_date(*text) : std::nullopt;
}

/// What the parameters ask for; nothing if the cursor is not ours.
std::optional<store::BookingPage> page_of(const Call& call) {
  store::BookingPage page{.from = date_of(call, "from"),
                          .to = date_of(call, "to"),
                          .property = call.request.parameter("property").value_or(""),
                          .after = {},
                          .limit = static_cast<std::size_t>(call.whole("limit", kPage))};
  const auto cursor = call.request.parameter("cursor");
  if (!cursor) return page;
  const auto parts = open_cursor(*cursor, 2);
  const auto day = parts ? parse_iso_date(parts->front()) : std::nullopt;
  if (!day || !store::is_uuid(parts->back())) return std::nullopt;
  page.after = {*day, BookingId{parts->back()}};
  return page;
}

}  // namespace

HttpReply list_bookings(const Call& call) {
  auto page = page_of(call);
  if (!page) return invalid_fields({{"?cursor", "not a cursor of this list"}});
  const std::size_t limit = page->limit++;  // one more shows whether there is a next page
  auto found = in_workspace(call, [&](Transaction& app) { return view::read_booking_page(app, *page); });
  if (!found) return refused(found.error());
  const bool more = found->size() > limit;
  if (more) found->pop_back();
  std::optional<std::string> next;
  if (more) next = make_cursor({to_iso(found->back().booking.check_in), found->back().booking.id.value});
  return {.body = view::page_json(view::bookings_json(*found), next)};
}

HttpReply export_bookings(const Call& call) {
  auto page = page_of(call);
  if (!page) return invalid_fields({{"?cursor", "not a cursor of this list"}});
  page->limit = kCsvRows;
  const auto found = in_workspace(call, [&](Transaction& app) { return view::read_booking_page(app, *page); });
  if (!found) return refused(found.error());
  HttpReply reply{.content_type = "text/csv; charset=utf-8", .text = view::bookings_csv(*found)};
  reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"bookings.csv\"");
  return reply;
}

HttpReply show_booking(const Call& call) {
  const auto found = in_workspace(call, [&](Transaction& app) { return view::read_booking(app, {call.id()}); });
  return reply_with(found, [](const view::BookingView& one) { return view::to_json(one); });
}

HttpReply type_booking(const Call& call) {
  sync::TypedValues values;
  if (call.body.contains("guest_name")) values.guest_name = call.body.at("guest_name").get<std::string>();
  if (call.body.contains("guest_count")) values.guest_count = call.body.at("guest_count").get<int>();
  if (!values.guest_name && !values.guest_count) return invalid_fields({{"guest_name", "or guest_count is needed"}});
  if (values.guest_name && values.guest_name->empty()) return invalid_fields({{"guest_name", "must not be empty"}});
  if (values.guest_count && (*values.guest_count < 0 || *values.guest_count > 99))
    return invalid_fields({{"guest_count", "must be from 0 to 99"}});
  std::optional<HttpReply> stale;
  const auto typed = act_in_workspace(call, [&](Transaction& app) -> Result<view::BookingView> {
    auto before = TRY(view::read_booking(app, {call.id()}));
    stale = check_if_match(call.request, view::to_json(before));
    if (stale) return before;
    TRY(sync::type_values(app, before.booking, values, call.api.runner.now()));
    return view::read_booking(app, {call.id()});
  });
  if (typed && stale) return std::move(*stale);
  return reply_with(typed, [](const view::BookingView& one) { return view::to_json(one); });
}

HttpReply list_arrivals(const Call& call) {
  const auto days = static_cast<int>(call.whole("days", sync::kArrivalDays));
  const auto found = in_workspace(
      call, [&](Transaction& app) { return sync::read_arrivals(app, day_of(call.api.runner.now()), days); });
  return reply_with(found, [](const sync::Arrivals& all) { return view::to_json(all); });
}

HttpReply list_reservations(const Call& call) {
  const auto days = static_cast<int>(call.whole("days", sync::kArrivalDays));
  const rules::RuleBookPtr book = call.api.runner.registry.book();
  const auto found = in_workspace(call, [&](Transaction& app) {
    return sync::read_reservations(app, book->matching.platforms, day_of(call.api.runner.now()), days);
  });
  return reply_with(found, [](const sync::Reservations& all) { return view::to_json(all); });
}

}  // namespace connections::server::handlers
