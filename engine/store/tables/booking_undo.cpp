// restore_before of change_store.h: a change of a booking, taken back.
#include <fmt/format.h>

#include "store/sql/storable_text.h"
#include "store/tables/booking_row.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"

namespace connections::store {
namespace {

constexpr const char* kRestore =
    "UPDATE bookings SET guest_name = $3, guest_name_source = $4, guest_count = $5, guest_count_source = $6, "
    "enriched_code = $7, raw_data = raw_data || jsonb_build_object('enrichment_reason', $8::text), "
    "version = version + 1, updated_at = $9 WHERE id = $1 AND version = $2";

std::optional<std::string> text_of(const nlohmann::json& values, const char* key) {
  const auto at = values.find(key);
  if (at == values.end() || !at->is_string()) return std::nullopt;
  return at->get<std::string>();
}

std::optional<int> count_of(const nlohmann::json& values) {
  const auto at = values.find("guest_count");
  if (at == values.end() || !at->is_number_integer()) return std::nullopt;
  return at->get<int>();
}

/// Who wrote the value that stood there before `change`: the latest earlier change that wrote it, else the feed.
ValueSource source_before(const std::vector<BookingChange>& newest_first, const BookingChange& change,
                          const char* key) {
  const auto none = change.before.find(key);
  if (none == change.before.end() || none->is_null()) return ValueSource::kNone;
  bool earlier = false;
  for (const BookingChange& one : newest_first) {
    if (earlier && one.after.value(key, nlohmann::json()) == *none && one.before.value(key, nlohmann::json()) != *none)
      return one.source;
    earlier = earlier || one.id == change.id;
  }
  return ValueSource::kFeed;
}

}  // namespace

Result<Booking> restore_before(Transaction& app, const BookingChange& change, Instant now) {
  const auto booking = TRY(find_booking(app, change.booking));
  if (enriched_values(booking) != change.after)
    return fail(Errc::kConflict, fmt::format("booking {} has been changed since", booking.id.value), {},
                "undo the later change first; what a person typed stays");
  const auto history = TRY(list_changes(app, change.booking, 10'000));
  const std::string reason = "Undone: " + change.enrichment_reason;
  const auto touched =
      TRY(execute(app, kRestore,
                  {booking.id, booking.version, text_of(change.before, "guest_name"),
                   kValueSources.of(source_before(history, change, "guest_name")), count_of(change.before),
                   kValueSources.of(source_before(history, change, "guest_count")),
                   text_of(change.before, "enriched_code"), storable(reason), now}));
  if (touched == 0) return fail(Errc::kConflict, fmt::format("booking {} changed meanwhile", booking.id.value));
  auto after = TRY(find_booking(app, booking.id));
  TRY(append_change(app, {.id = {},
                          .booking = booking.id,
                          .message = change.message,
                          .source = ValueSource::kPerson,
                          .enrichment_reason = reason,
                          .before = change.after,
                          .after = enriched_values(after),
                          .decision = {},
                          .changed_at = now}));
  return after;
}

}  // namespace connections::store
