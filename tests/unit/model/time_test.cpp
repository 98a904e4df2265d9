#include "model/time.h"

namespace connections {
namespace {

TEST(IsoDate, ReadsWhatItPrints) {
  const auto date = parse_iso_date("2028-02-29");
  ASSERT_TRUE(date);
  EXPECT_EQ(to_iso(*date), "2028-02-29");
}

TEST(IsoDate, RefusesWhatIsNoDay) {
  for (const char* text :
       {"2027-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "1850-01-01", "2026-06-12x", "", "-026-01-01"})
    EXPECT_FALSE(parse_iso_date(text)) << text;
}

TEST(Rfc3339, OffsetsAreTakenToUtc) {
  const auto instant = parse_rfc3339("2026-01-01T01:30:00.250+02:00");
  ASSERT_TRUE(instant);
  EXPECT_EQ(to_rfc3339(*instant), "2025-12-31T23:30:00Z");
}

TEST(Rfc3339, RefusesATimeWithoutZone) {
  for (const char* text : {"2026-01-01T10:00:00", "2026-01-01", "2026-01-01T25:00:00Z", "2026-01-01T10:00:00+2"})
    EXPECT_FALSE(parse_rfc3339(text)) << text;
}

}  // namespace
}  // namespace connections
