#include "model/field.h"

#include <array>

namespace connections {
namespace {

using enum ValueKind;
constexpr std::array kFields{
    FieldInfo{Field::kGuestName, "guest_name", kText, "the guest's name as the platform writes it"},
    FieldInfo{Field::kCheckIn, "check_in", kDate, "day of arrival"},
    FieldInfo{Field::kCheckOut, "check_out", kDate, "day of departure"},
    FieldInfo{Field::kConfirmationCode, "confirmation_code", kCode, "the platform's own reservation code"},
    FieldInfo{Field::kGuestCount, "guest_count", kCount, "adults and children together; absent is unknown"},
    FieldInfo{Field::kAdults, "adults", kCount, "adults"},
    FieldInfo{Field::kChildren, "children", kCount, "children"},
    FieldInfo{Field::kInfants, "infants", kCount, "infants"},
    FieldInfo{Field::kPets, "pets", kCount, "pets"},
    FieldInfo{Field::kNights, "nights", kCount, "nights, used to check the dates"},
    FieldInfo{Field::kListing, "listing", kText, "the listing's name"},
    FieldInfo{Field::kListingId, "listing_id", kCode, "the listing's number"},
    FieldInfo{Field::kThreadId, "thread_id", kCode, "the message thread's number"},
    FieldInfo{Field::kPhone, "phone", kText, "the guest's phone"},
    FieldInfo{Field::kTotal, "total", kMoney, "what the guest pays"},
    FieldInfo{Field::kPayout, "payout", kMoney, "what the host gets"},
    FieldInfo{Field::kArrivalTime, "arrival_time", kTime, "time of arrival"},
    FieldInfo{Field::kDepartureTime, "departure_time", kTime, "time of departure"},
    FieldInfo{Field::kOriginalCheckIn, "original_check_in", kDate, "alteration: arrival as it was"},
    FieldInfo{Field::kOriginalCheckOut, "original_check_out", kDate, "alteration: departure as it was"},
    FieldInfo{Field::kRequestedCheckIn, "requested_check_in", kDate, "alteration: arrival as asked for"},
    FieldInfo{Field::kRequestedCheckOut, "requested_check_out", kDate, "alteration: departure as asked for"},
    FieldInfo{Field::kChannel, "channel", kText, "PMS mail: the channel the booking came through"},
    FieldInfo{Field::kLanguage, "language", kCode, "language tag of the mail's template"},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kFields.size(); ++i)
    if (static_cast<std::size_t>(kFields[i].field) != i) return false;
  return true;
}
static_assert(in_order(), "info() indexes by the enumerator");

}  // namespace

std::span<const FieldInfo> all_fields() noexcept { return kFields; }
const FieldInfo& info(Field field) noexcept { return kFields[static_cast<std::size_t>(field)]; }

std::optional<Field> parse_field(std::string_view name) noexcept {
  for (const FieldInfo& field : kFields)
    if (field.name == name) return field.field;
  return std::nullopt;
}

}  // namespace connections
