#include "calendar/read/blocks.h"

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
                       .has_code = has_code});
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
        Case{"pms", "Uncleaningly", kStay, nullptr}));

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

TEST(Blocks, ProvisionalStaysAreTentative) {
  EXPECT_TRUE(look_at("vrbo", "Provisoire - Nils").tentative);
  EXPECT_FALSE(look_at("vrbo", "Réservée - Nils").tentative);
}

}  // namespace
}  // namespace connections::calendar
