#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace connections {

/// The closed list of facts a mail can yield. Names are the same everywhere: rules, tables, JSON.
/// Append only: a plugin passes the number across the ABI.
enum class Field : std::uint16_t {
  kGuestName,         ///< as written; never a first name alone where the mail has more
  kCheckIn,           ///< civil day of arrival
  kCheckOut,          ///< civil day of departure
  kConfirmationCode,  ///< the platform's own code: HM…, HA-…, ten digits
  kGuestCount,        ///< adults + children; absent means unknown, which is not 1
  kAdults,
  kChildren,
  kInfants,
  kPets,
  kNights,
  kListing,  ///< the listing's name (Vrbo: "#1234567", it has no other)
  kListingId,
  kThreadId,
  kPhone,
  kTotal,   ///< what the guest pays
  kPayout,  ///< what the host gets
  kArrivalTime,
  kDepartureTime,
  kOriginalCheckIn,  ///< alteration: the stay as it was
  kOriginalCheckOut,
  kRequestedCheckIn,  ///< alteration: the stay as asked for
  kRequestedCheckOut,
  kChannel,   ///< PMS mail: the channel the booking came through ("Booking.com")
  kLanguage,  ///< BCP 47 tag of the mail's template
};

enum class ValueKind : std::uint8_t { kText, kCode, kDate, kCount, kMoney, kTime };

struct FieldInfo {
  Field field;
  std::string_view name;  ///< "guest_name"
  ValueKind kind;
  std::string_view meaning;  ///< one line for help and the language reference
};

[[nodiscard]] std::span<const FieldInfo> all_fields() noexcept;
[[nodiscard]] const FieldInfo& info(Field field) noexcept;
[[nodiscard]] inline std::string_view name(Field field) noexcept { return info(field).name; }
[[nodiscard]] std::optional<Field> parse_field(std::string_view name) noexcept;

}  // namespace connections
