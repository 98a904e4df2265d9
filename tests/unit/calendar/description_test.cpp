#include "calendar/read/description.h"

#include "feeds.h"

namespace connections::calendar {
namespace {

struct Case {
  const char* what;
  const char* text;
  const char* code;
  const char* last4;
};

class Descriptions : public testing::TestWithParam<Case> {};

TEST_P(Descriptions, TellCodeAndPhone) {
  const Description told = read_description(GetParam().text, "", test::words());
  EXPECT_EQ(told.code.value_or(""), GetParam().code);
  EXPECT_EQ(told.phone_last4.value_or(""), GetParam().last4);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Descriptions,
    testing::Values(
        Case{"Today",
             "Reservation URL: https://www.airbnb.com/hosting/reservations/details/HMQX7R2KLP\n"
             "Phone Number (Last 4 Digits): 4071",
             "HMQX7R2KLP", "4071"},
        Case{"Itinerary", "Reservation URL: https://www.airbnb.com/reservation/itinerary?code=HMQX7R2KLP", "HMQX7R2KLP",
             ""},
        Case{"CountrySite", "URL: https://www.airbnb.co.uk/hosting/reservations/details/hmqx7r2klp?x=1", "HMQX7R2KLP",
             ""},
        Case{"French",
             "URL de la réservation : https://www.airbnb.fr/hosting/reservations/details/HMQX7R2KLP\n"
             "Numéro de téléphone (4 derniers chiffres) : 4071",
             "HMQX7R2KLP", "4071"},
        Case{"German", "Telefonnummer (letzte 4 Ziffern): 4071", "", "4071"},
        Case{"Japanese", "電話番号（下4桁）：4071", "", "4071"},
        Case{"EscapedTwice",
             "https://www.airbnb.com/hosting/reservations/details/HMQX7R2KLP\\nPhone Number (Last 4 Digits): 4071",
             "HMQX7R2KLP", "4071"},
        Case{"LabelledCode", "Confirmation code: HMQX7R2KLP", "HMQX7R2KLP", ""},
        Case{"LabelledVrboCode", "Reservation ID: HA-4F7K2Q", "HA-4F7K2Q", ""},
        Case{"LabelledBookingNumber", "Booking number: 4071226890", "4071226890", ""},
        Case{"NotACode", "Confirmation code: see mail", "", ""},
        Case{"CodeOfAnotherShape", "https://www.airbnb.com/hosting/reservations/details/XYZ", "", ""},
        Case{"LinkToAnotherHost", "https://example.com/hosting/reservations/details/HMQX7R2KLP", "", ""},
        Case{"HostThatOnlyEndsSo", "https://notairbnb.com/hosting/reservations/details/HMQX7R2KLP", "", ""},
        Case{"DoorCode", "Door code: 4071", "", ""}, Case{"DoorFour", "Door 4: 4071", "", ""},
        Case{"FiveDigits", "Phone Number (Last 4 Digits): 40711", "", ""},
        Case{"WholePhone", "Phone: +00 555 010 4071", "", "4071"}, Case{"PhoneTooShort", "Phone: 555", "", ""},
        Case{"Nothing", "", "", ""}),
    [](const auto& info) { return info.param.what; });

Description told_by(std::string_view description, std::string_view url = "") {
  return read_description(description, url, test::words());
}

TEST(Descriptions, TheUrlPropertyIsReadToo) {
  EXPECT_EQ(told_by("", "https://www.airbnb.com/hosting/reservations/details/HMQX7R2KLP").code, "HMQX7R2KLP");
}

TEST(Descriptions, TellTheListing) {
  EXPECT_EQ(told_by("Listing: https://www.airbnb.com/rooms/9912345").listing_url,
            "https://www.airbnb.com/rooms/9912345");
  EXPECT_FALSE(told_by("https://example.com/rooms/9912345").listing_url);
}

TEST(Descriptions, ManagersFeedsNameTheGuest) {
  EXPECT_EQ(told_by("Guest: Odile Invented\nGuests: 2").guest_name, "Odile Invented");
  EXPECT_EQ(told_by("Guest name: Vrbo guest\nGast : Odile Invented").guest_name, "Odile Invented");
  for (const char* text : {"Guests: 2", "Guest: Airbnb guest", "Guest name: not provided", "Guest: n/a", "Guest: -",
                           "Guest: HMQX7R2KLP", "Guest: tbd"})
    EXPECT_FALSE(told_by(text).guest_name) << text;
}

TEST(CodeInSummary, StandsApartAndInCapitals) {
  EXPECT_EQ(code_in_summary("Odile Invented (HMABC23456)"), "HMABC23456");
  EXPECT_EQ(code_in_summary("Odile Invented - Vrbo - HA-1A2B3C"), "HA-1A2B3C");
  for (const char* summary : {"Odile (hmabc23456)", "XHMABC23456", "HMABC23456ß", "4829107365", "HMABC234567", ""})
    EXPECT_EQ(code_in_summary(summary), std::nullopt) << summary;
}

}  // namespace
}  // namespace connections::calendar
