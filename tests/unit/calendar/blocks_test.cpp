#include "calendar/read/blocks.h"

#include "feeds.h"

namespace connections::calendar {
namespace {

struct Case {
  const char* platform;
  const char* summary;
  BlockReason block;
  const char* feed_name;  ///< nullptr: none
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.platform << ": " << one.summary; }

Occupancy look_at(std::string_view platform, std::string_view summary, std::string_view uid = "u",
                  bool has_code = false) {
  return occupancy_of({.platform = platform,
                       .summary = summary,
                       .uid = uid,
                       .check_in = *make_date(2026, 2, 27),
                       .check_out = *make_date(2026, 3, 5),
                       .has_code = has_code},
                      test::words());
}

class Blocks : public testing::TestWithParam<Case> {};

TEST_P(Blocks, AreToldFromStays) {
  const auto& [platform, summary, block, feed_name] = GetParam();
  const Occupancy found = look_at(platform, summary);
  EXPECT_EQ(name(found.block), name(block));
  EXPECT_EQ(found.feed_name.value_or("(none)"), feed_name == nullptr ? "(none)" : feed_name);
}

constexpr auto kStay = BlockReason::kNone;
constexpr auto kNot = BlockReason::kNotAvailable;

INSTANTIATE_TEST_SUITE_P(
    Summaries, Blocks,
    testing::Values(
        Case{"airbnb", "Reserved", kStay, nullptr}, Case{"airbnb", "Airbnb (Not available)", kNot, nullptr},
        Case{"airbnb", "Airbnb (Tidak tersedia)", kNot, nullptr}, Case{"airbnb", "", kStay, nullptr},
        Case{"booking", "CLOSED - Not available", kStay, nullptr}, Case{"booking", "CLOSED", kStay, nullptr},
        Case{"booking", "CLOSED - Odile Invented", kStay, "Odile Invented"},
        Case{"booking", "Maintenance", BlockReason::kMaintenance, nullptr},
        Case{"vrbo", "Reserved - Odile", kStay, "Odile"},
        Case{"vrbo", "Réservée - Nils & Odile", kStay, "Nils & Odile"}, Case{"vrbo", "Réservée", kStay, nullptr},
        Case{"vrbo", "Provisoire - Nils", kStay, "Nils"}, Case{"vrbo", "Blocked", kNot, nullptr},
        Case{"vrbo", "Indisponible", kNot, nullptr}, Case{"vrbo", "Reserved - Blocked", kNot, nullptr},
        Case{"vrbo", "Reserved - Nora Owner", kStay, "Nora Owner"},
        Case{"vrbo", "Reserved - HA-1A2B3C", kStay, nullptr}, Case{"pms", "Blocked by Guesty", kNot, nullptr},
        Case{"pms", "CLOSED - Not available", kNot, nullptr}, Case{"pms", "Reservation Odile", kStay, "Odile"},
        Case{"pms", "Reserved: Odile Invented", kStay, "Odile Invented"},
        Case{"pms", "Tripadvisor, Inc: Odile", kStay, "Odile"}, Case{"pms", "Odile Invented", kStay, nullptr},
        Case{"pms", "Owner stay", BlockReason::kOwner, nullptr},
        Case{"pms", "OWNER'S WEEK", BlockReason::kOwner, nullptr},
        Case{"pms", "Eigenbelegung", BlockReason::kOwner, nullptr},
        Case{"pms", "Preparation time", BlockReason::kPreparation, nullptr},
        Case{"pms", "Prep day", BlockReason::kPreparation, nullptr},
        Case{"pms", "Turnover", BlockReason::kTurnover, nullptr},
        Case{"pms", "Cleaning", BlockReason::kTurnover, nullptr},
        Case{"pms", "Blocked for maintenance", BlockReason::kMaintenance, nullptr},
        Case{"pms", "Uncleaningly", kStay, nullptr},
        // a word of a block inside a name, and a name behind a word of a block
        Case{"pms", "Nora Buffer", kStay, nullptr}, Case{"pms", "Reserved - Nils Closed", kStay, "Nils Closed"},
        Case{"pms", "BLOCKED - Odile Invented", kStay, "Odile Invented"},
        Case{"pms", "Blocked - Airbnb", kNot, nullptr}, Case{"pms", "Calendar blocked", kNot, nullptr},
        Case{"pms", "Deep Cleaning", BlockReason::kTurnover, nullptr},
        Case{"pms", "POOL MAINTENANCE", BlockReason::kMaintenance, nullptr},
        Case{"pms", "Owner Nora", BlockReason::kOwner, nullptr}, Case{"pms", "Bloqueo manual", kNot, nullptr},
        Case{"pms", "Eigennutzung", BlockReason::kOwner, nullptr}, Case{"pms", "Belegt", kStay, nullptr},
        Case{"pms", "Ocupado", kStay, nullptr},
        // words that lead to a guest, and what is counted behind one
        Case{"pms", "Reserva de Odile Invented", kStay, "Odile Invented"},
        Case{"pms", "Buchung von Nils Erfunden", kStay, "Nils Erfunden"},
        Case{"pms", "Reserved - Nora Invented - 3 nights", kStay, "Nora Invented"},
        Case{"pms", "Bokning Nils Påhittad 4 pers", kStay, "Nils Påhittad"},
        Case{"pms", "Gasten: Nora Verzonnen + 2", kStay, "Nora Verzonnen"},
        Case{"pms", "Gosti: Nils Izmišljen (4 os.)", kStay, "Nils Izmišljen"},
        Case{"pms", "CONFIRMED: Nora Invented", kStay, "Nora Invented"},
        Case{"pms", "Reserved for Airbnb", kStay, nullptr},
        Case{"pms", "Reserva de limpieza", BlockReason::kTurnover, nullptr},
        Case{"pms", "Reserved - Room 4", kStay, nullptr}, Case{"pms", "Reserved - Loft 2 guests", kStay, nullptr},
        Case{"pms", "Guest: Nora House", kStay, "Nora House"},
        // places, companies and works
        Case{"pms", "Reserved - Crooked Cottage", kStay, nullptr},
        Case{"pms", "Reservado - Casa Inventada", kStay, nullptr},
        Case{"pms", "Belegt - Haus Erfunden", kStay, nullptr}, Case{"pms", "Booked - Made Up Tours", kStay, nullptr},
        Case{"pms", "Booked - Erfunden GmbH", kStay, nullptr}, Case{"pms", "Reserved - Instant Book", kStay, nullptr},
        Case{"pms", "Reserved - Deep Cleaning", kStay, nullptr},
        Case{"pms", "Pest Control", BlockReason::kMaintenance, nullptr},
        Case{"pms", "Klempner Herr Erfunden", BlockReason::kMaintenance, nullptr},
        Case{"pms", "Städning Nora", BlockReason::kTurnover, nullptr},
        Case{"pms", "Femme de ménage Odile", BlockReason::kTurnover, nullptr},
        Case{"pms", "Do Not Book", kNot, nullptr},
        // what stands where a name belongs, and is none
        Case{"pms", "Reserved (Vrbo)", kStay, nullptr}, Case{"pms", "Reserved - Expedia", kStay, nullptr},
        Case{"pms", "Reserved by Holidu", kStay, nullptr}, Case{"pms", "Booked via Channel Manager", kStay, nullptr},
        Case{"pms", "Reservation confirmed", kStay, nullptr}, Case{"pms", "Booking online", kStay, nullptr},
        Case{"pms", "Reserved - Guest", kStay, nullptr}, Case{"pms", "Reserved - Booking #a1b2c3d4", kStay, nullptr},
        Case{"pms", "Reserved - Not provided", kStay, nullptr},
        Case{"pms", "Reserviert für Familie Muster", kStay, nullptr},
        Case{"pms", "Reserved - Odile Invented arrival", kStay, nullptr},
        Case{"pms", "Reserved - odile@example.org", kStay, nullptr},
        Case{"pms", "Reserved - https://example.org", kStay, nullptr}, Case{"pms", "Reserved - N", kStay, nullptr},
        Case{"pms", "Reserved - VIP", kStay, nullptr}, Case{"pms", "Reserved - NN", kStay, nullptr},
        Case{"pms", "Reserved - Family", kStay, nullptr}, Case{"pms", "Reserved - Mr.", kStay, nullptr},
        Case{"pms", "Reservado - Sr. & Sra.", kStay, nullptr}, Case{"pms", "Booked - Long Weekend", kStay, nullptr},
        Case{"pms", "Reserved - Whole Floor", kStay, nullptr}, Case{"pms", "Reserviert - Mieter", kStay, nullptr},
        Case{"pms", "Blocked: Nora visiting", kNot, nullptr}, Case{"pms", "Reserved - Nora moves in", kStay, nullptr},
        Case{"pms", "Reserved - N** E******", kStay, nullptr}, Case{"pms", "Reserved - Nora E******", kStay, nullptr},
        // what names have, but not alone
        Case{"pms", "Reserved - Nora Holiday", kStay, "Nora Holiday"},
        Case{"pms", "Buchung Familie Muster", kStay, "Familie Muster"},
        Case{"pms", "Reserved - Ms. Odile Day", kStay, "Ms. Odile Day"},
        Case{"vrbo", "Reserved - Odile (Vrbo)", kStay, "Odile"},
        Case{"vrbo", "Reserved - Zoé &amp; Nils", kStay, "Zoé & Nils"},
        Case{"vrbo", "🏡 Reserved - Odile", kStay, "Odile"}, Case{"vrbo", "Reserved - 王伟", kStay, "王伟"},
        Case{"vrbo", "Reserved - O'Brien-Muster", kStay, "O'Brien-Muster"}));

TEST(Blocks, ACodeMakesAStayWhateverTheWordsSay) {
  EXPECT_EQ(look_at("airbnb", "Airbnb (Not available)", "u", true).block, BlockReason::kNone);
}

TEST(Blocks, BookingsClosedIsAPossibleStayInARelayedFeedToo) {
  EXPECT_EQ(look_at("pms", "CLOSED - Not available", "0123456789abcdef@booking.com").block, BlockReason::kNone);
}

TEST(Blocks, VrboBlocksAreKnownByTheirUidInAnyLanguage) {
  EXPECT_EQ(look_at("vrbo", "Varattu omaan", "02272026-0227-2026-0305-202603052026").block, BlockReason::kNotAvailable);
  EXPECT_EQ(look_at("vrbo", "Varattu omaan", "02272026-0227-2026-0306-202603062026").block, BlockReason::kNone);
}

TEST(Blocks, ANameIsNeverLongerThanANameCanBe) {
  EXPECT_FALSE(look_at("vrbo", "Reserved - " + std::string(3000, 'N')).feed_name);
  EXPECT_FALSE(look_at("vrbo", "Reserved - Odile " + std::string(200, 'n')).feed_name);
}

TEST(Blocks, ATextThatReadsLikeANameIsASign) {
  EXPECT_EQ(look_at("pms", "Reserved - Crooked Cottage").seeming_name, "Crooked Cottage") << "or a Mrs Cottage";
  EXPECT_EQ(look_at("pms", "Odile Invented").seeming_name, "Odile Invented");
  EXPECT_EQ(look_at("pms", "Odile Invented").feed_name, std::nullopt);
  for (const char* summary : {"Odile", "Reserved", "Airbnb Booking", "Odile arrives", "Reserved - Odile Invented",
                              "Blocked", "Owner Nora", "O** I*******"})
    EXPECT_EQ(look_at("pms", summary).seeming_name, std::nullopt) << summary;
}

TEST(Blocks, AWordThatStandsApartCancelsAStay) {
  for (const char* summary : {"CANCELLED", "Cancelled - Nils Invented", "Storniert: Nils", "Nils Invented (canceled)",
                              "Annulé – Nils", "Reserved - Nils - cancelado"})
    EXPECT_TRUE(look_at("pms", summary).cancelled) << summary;
  for (const char* summary : {"Reserved - Nils Cancelled", "Free cancellation", "Reserved", "Storno-Versicherung"})
    EXPECT_FALSE(look_at("pms", summary).cancelled) << summary;
}

TEST(Blocks, ProvisionalStaysAreTentative) {
  EXPECT_TRUE(look_at("pms", "Hold").tentative);
  EXPECT_TRUE(look_at("pms", "On hold: Nils").tentative);
  EXPECT_TRUE(look_at("vrbo", "Provisoire - Nils").tentative);
  EXPECT_FALSE(look_at("vrbo", "Réservée - Nils").tentative);
}

}  // namespace
}  // namespace connections::calendar
