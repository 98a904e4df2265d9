#include "corpus/generator/variation/managers.h"

namespace connections::corpus {
namespace {

constexpr std::array kLodgify{
    KnownSubject{"en", Occasion::kConfirmed, "New Confirmed Booking: {first} ({nights}, Arrival: {arrival}) - #{code}"},
    KnownSubject{"en", Occasion::kMessage, "Question about Booking Confirmation - #{code}"}};
constexpr std::array kSmoobu{
    KnownSubject{"es", Occasion::kConfirmed, "Nueva reserva para {listing}: {short_range}, {guest} (Expedia)"},
    KnownSubject{"es", Occasion::kCancellation,
                 "Nueva cancelación para {listing}: {short_range}, {guest} (Booking.com)"}};
constexpr std::array kScidoo{KnownSubject{"it", Occasion::kConfirmed, "Confermata - Prenotazione ID {code} - Booking"}};
constexpr std::array kLittleHotelier{
    KnownSubject{"en", Occasion::kConfirmed, "Booking.com Booking # {code}"},
    KnownSubject{"en", Occasion::kAlteration, "Booking.com Modification for Booking # {code}"}};
constexpr std::array kBeds24{KnownSubject{"de", Occasion::kMessage, "Nachricht vom Gast - Buchung {code}"},
                             KnownSubject{"de", Occasion::kCancellation, "Storno: {code}"}};
constexpr std::array kOwnerRez{KnownSubject{"en", Occasion::kInquiry, "Inquiry from {guest}"}};
constexpr std::array kHotelRunner{KnownSubject{"en", Occasion::kMessage, "You have a message!"}};

constexpr std::array<Manager, 8> kManagers{
    {{"lodgify", "Lodgify", "no-reply@messaging.lodgify.com", "messaging.lodgify.com", CodeShape::kLodgify, kLodgify},
     {"smoobu", "Smoobu", "service@smoobu.com", "smoobu.com", CodeShape::kNone, kSmoobu},
     {"scidoo", "Scidoo", "reservation@scidoo.com", "scidoo.com", CodeShape::kChannel, kScidoo},
     {"littlehotelier", "Little Hotelier", "noreply@littlehotelier.com", "littlehotelier.com", CodeShape::kChannel,
      kLittleHotelier},
     {"beds24", "Beds24", "bookings@beds24.com", "beds24.com", CodeShape::kEight, kBeds24},
     {"ownerrez", "OwnerRez", "alerts@ownerrez.com", "ownerrez.com", CodeShape::kSeven, kOwnerRez},
     {"hotelrunner", "HotelRunner", "noreply@hotelrunner.com", "hotelrunner.com", CodeShape::kLettered, kHotelRunner},
     {"guesty", "Guesty", "noreply@guesty.com", "guesty.com", CodeShape::kAirbnb, {}}}};

}  // namespace

std::span<const Manager> managers() { return kManagers; }

std::string code_of(CodeShape shape, const Reservation& stay) {
  switch (shape) {
    case CodeShape::kLodgify:
      return "B" + stay.digits.substr(0, 8);
    case CodeShape::kChannel:
      return stay.digits;
    case CodeShape::kEight:
      return stay.digits.substr(0, 8);
    case CodeShape::kSeven:
      return "ORB" + stay.digits.substr(0, 7);
    case CodeShape::kLettered:
      return "R" + stay.digits.substr(0, 9);
    case CodeShape::kAirbnb:
      return "HM" + stay.letters;
    case CodeShape::kNone:
      break;
  }
  return {};
}

}  // namespace connections::corpus
