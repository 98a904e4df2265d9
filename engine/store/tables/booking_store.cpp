#include "store/tables/booking_store.h"

#include <fmt/format.h>

#include "store/sql/storable_text.h"
#include "store/tables/booking_row.h"

namespace connections::store {
namespace {

/// Names and counts follow the feed only while nobody else wrote them. An event that says nothing new does not
/// touch the row: `version` and `updated_at` then stay, and no answer comes back.
constexpr const char* kUpsert =
    "INSERT INTO bookings AS kept (workspace_id, source_feed_id, platform, property, ical_uid, check_in, check_out, "
    "state, block, feed_summary, code, phone_last4, feed_name, guest_name, guest_name_source, guest_count, "
    "guest_count_source, first_seen, updated_at) VALUES (current_setting('app.workspace_id')::uuid, $1, $2, "
    "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, CASE WHEN $13::text IS NULL THEN 'none' ELSE 'feed' END, $14, "
    "CASE WHEN $14::int IS NULL THEN 'none' ELSE 'feed' END, $15, $15) "
    "ON CONFLICT (workspace_id, source_feed_id, ical_uid) DO UPDATE SET platform = excluded.platform, "
    "property = excluded.property, check_in = excluded.check_in, check_out = excluded.check_out, "
    "state = excluded.state, block = excluded.block, feed_summary = excluded.feed_summary, code = excluded.code, "
    "phone_last4 = excluded.phone_last4, feed_name = excluded.feed_name, "
    "guest_name = CASE WHEN kept.guest_name_source IN ('mail', 'person') THEN kept.guest_name ELSE excluded.guest_name "
    "END, "
    "guest_name_source = CASE WHEN kept.guest_name_source IN ('mail', 'person') THEN kept.guest_name_source "
    "ELSE excluded.guest_name_source END, "
    "guest_count = CASE WHEN kept.guest_count_source IN ('mail', 'person') THEN kept.guest_count ELSE "
    "excluded.guest_count END, "
    "guest_count_source = CASE WHEN kept.guest_count_source IN ('mail', 'person') THEN kept.guest_count_source "
    "ELSE excluded.guest_count_source END, "
    "version = kept.version + 1, updated_at = excluded.updated_at "
    "WHERE (kept.platform, kept.property, kept.check_in, kept.check_out, kept.state, kept.block, kept.feed_summary, "
    "kept.code, kept.phone_last4, kept.feed_name) IS DISTINCT FROM (excluded.platform, excluded.property, "
    "excluded.check_in, excluded.check_out, excluded.state, excluded.block, excluded.feed_summary, excluded.code, "
    "excluded.phone_last4, excluded.feed_name) "
    "OR (kept.guest_name_source IN ('none', 'feed') AND kept.guest_name IS DISTINCT FROM excluded.guest_name) "
    "OR (kept.guest_count_source IN ('none', 'feed') AND kept.guest_count IS DISTINCT FROM excluded.guest_count) "
    "RETURNING version = 1 AS inserted";

Param mended(const std::optional<std::string>& text) {
  if (!text) return text;
  return storable(*text);
}

std::string select(const char* condition) { return std::string(kSelectBooking) + condition; }

}  // namespace

std::string_view name(ValueSource source) noexcept { return kValueSources.of(source); }
std::string_view name(BookingState state) noexcept { return kBookingStates.of(state); }

std::optional<Withdrawn> withdrawn_of(const Row& row) {
  const auto text = row.maybe_text("withdrawn");
  if (!text) return std::nullopt;
  const auto json = nlohmann::json::parse(*text);
  Withdrawn out;
  if (json.at("guest_name").is_string()) out.guest_name = json["guest_name"].get<std::string>();
  if (json.at("guest_count").is_number()) out.guest_count = json["guest_count"].get<int>();
  if (json.at("enriched_code").is_string()) out.enriched_code = json["enriched_code"].get<std::string>();
  out.guest_name_source = kValueSources.parse(json.at("guest_name_source").get<std::string>());
  out.guest_count_source = kValueSources.parse(json.at("guest_count_source").get<std::string>());
  out.reason = json.at("reason").get<std::string>();
  return out;
}

Booking booking_of(const Row& row) {
  Booking out;
  out.id = row.id<BookingId>("id");
  out.source_feed_id = row.id<FeedId>("source_feed_id");
  out.platform = row.text("platform");
  out.property = row.text("property");
  out.ical_uid = row.text("ical_uid");
  out.check_in = row.date("check_in");
  out.check_out = row.date("check_out");
  out.state = kBookingStates.parse(row.text("state"));
  out.block = row.boolean("block");
  out.feed_summary = row.text("feed_summary");
  out.code = row.maybe_text("code");
  out.phone_last4 = row.maybe_text("phone_last4");
  out.feed_name = row.maybe_text("feed_name");
  out.guest_name = row.maybe_text("guest_name");
  out.guest_name_source = kValueSources.parse(row.text("guest_name_source"));
  out.guest_count = row.maybe_int("guest_count");
  out.guest_count_source = kValueSources.parse(row.text("guest_count_source"));
  out.enriched_code = row.maybe_text("enriched_code");
  out.first_seen = row.instant("first_seen");
  out.version = row.integer("version");
  out.withdrawn = withdrawn_of(row);
  out.question = row.text("question");
  if (auto twin = row.maybe_text("twin_of")) out.twin_of = BookingId{std::move(*twin)};
  return out;
}

Result<Upsert> upsert_booking(Transaction& calendar, const Booking& booking, Instant now) {
  const auto inserted =
      TRY(query_first(calendar, kUpsert,
                      {booking.source_feed_id, storable(booking.platform), storable(booking.property),
                       storable(booking.ical_uid), booking.check_in, booking.check_out, name(booking.state),
                       booking.block, storable(booking.feed_summary), mended(booking.code), mended(booking.phone_last4),
                       mended(booking.feed_name), mended(booking.guest_name), booking.guest_count, now},
                      [](const Row& row) { return row.boolean("inserted"); }));
  if (!inserted) return Upsert::kUnchanged;
  return *inserted ? Upsert::kInserted : Upsert::kChanged;
}

Result<void> rekey_booking(Transaction& calendar, const BookingId& id, const std::string& ical_uid) {
  return execute_one(calendar, "UPDATE bookings SET ical_uid = $2 WHERE id = $1", {id, storable(ical_uid)},
                     fmt::format("no booking {} in this workspace", id.value));
}

Result<Booking> find_booking(Transaction& any, const BookingId& id) {
  return query_one(any, select("WHERE id = $1").c_str(), {id}, booking_of,
                   fmt::format("no booking {} in this workspace", id.value));
}

Result<std::vector<Booking>> list_bookings(Transaction& any) {
  return query_all(any, select("ORDER BY check_in, property, id").c_str(), {}, booking_of);
}

Result<std::vector<Booking>> page_bookings(Transaction& any, const BookingPage& page) {
  std::optional<Date> after_day;
  std::optional<BookingId> after_id;
  if (page.after) {
    after_day = page.after->first;
    after_id = page.after->second;
  }
  return query_all(
      any,
      select("WHERE ($1::date IS NULL OR check_in >= $1) AND ($2::date IS NULL OR check_in <= $2) AND "
             "($3 = '' OR property = $3) AND ($4::date IS NULL OR (check_in, id) > ($4, $5::uuid)) "
             "ORDER BY check_in, id LIMIT $6")
          .c_str(),
      {page.from, page.to, storable(page.property), after_day, after_id, static_cast<std::int64_t>(page.limit)},
      booking_of);
}

Result<ArrivalCount> count_arrivals(Transaction& any, Date from, int days) {
  return query_one(
      any,
      "SELECT count(*) AS stays, count(guest_name) AS named FROM bookings WHERE check_in >= $1 AND check_in < $1::date "
      "+ "
      "$2::int AND NOT block AND state <> 'cancelled' AND twin_of IS NULL",
      {from, days},
      [](const Row& row) {
        return ArrivalCount{static_cast<std::size_t>(row.integer("stays")),
                            static_cast<std::size_t>(row.integer("named"))};
      },
      "nothing was counted");
}

Result<std::vector<Booking>> bookings_of_feed(Transaction& any, const FeedId& feed) {
  return query_all(any, select("WHERE source_feed_id = $1 ORDER BY check_in, id").c_str(), {feed}, booking_of);
}

Result<std::vector<Booking>> live_stays_of(Transaction& any, const std::string& property) {
  return query_all(
      any, select("WHERE lower(property) = lower($1) AND NOT block AND state <> 'cancelled' ORDER BY id").c_str(),
      {storable(property)}, booking_of);
}

Result<std::vector<Booking>> bookings_between(Transaction& any, const std::optional<Date>& from,
                                              const std::optional<Date>& to, const std::vector<std::string>& codes) {
  return query_all(any,
                   select("WHERE (check_out >= $1::date - 7 AND check_in <= $2::date + 7) OR code IN (SELECT "
                          "json_array_elements_text($3::json)) ORDER BY check_in, property, id")
                       .c_str(),
                   {from, to, json_array(codes)}, booking_of);
}

Result<std::vector<FeedId>> feeds_with_codes(Transaction& any) {
  return query_all(any, "SELECT DISTINCT source_feed_id FROM bookings WHERE code IS NOT NULL AND state <> 'cancelled'",
                   {}, [](const Row& row) { return row.id<FeedId>("source_feed_id"); });
}

Result<std::vector<Booking>> bookings_with(Transaction& any, const std::vector<std::string>& ids) {
  return query_all(any,
                   select("WHERE id = ANY(ARRAY(SELECT json_array_elements_text($1::json)::uuid)) ORDER BY id").c_str(),
                   {json_array(ids)}, booking_of);
}

}  // namespace connections::store
