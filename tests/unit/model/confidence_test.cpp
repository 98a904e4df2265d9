#include "model/confidence.h"

namespace connections {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

auto about(double expected) { return testing::Property("value", &Confidence::value, DoubleNear(expected, 0.0005)); }

TEST(NoisyOr, ManyWeakWitnessesMakeAStrongOne) {
  const Confidence groups[] = {Confidence(0.5), Confidence(0.5), Confidence(0.5)};
  EXPECT_THAT(noisy_or(groups), about(0.875));
}

TEST(NoisyOr, NoEvidenceIsNoBelief) { EXPECT_EQ(noisy_or({}), Confidence(0.0)); }

TEST(Resolve, OneValueKeepsItsConfidence) {
  const Confidence values[] = {Confidence(0.95)};
  EXPECT_THAT(resolve(values), ElementsAre(about(0.95)));
}

TEST(Resolve, AConflictLowersTheWinnerToo) {
  const Confidence values[] = {Confidence(0.95), Confidence(0.60)};
  EXPECT_THAT(resolve(values), ElementsAre(about(0.884), about(0.070)));
}

TEST(Resolve, EqualRivalsShareTheirBelief) {
  const Confidence values[] = {Confidence(0.95), Confidence(0.95)};
  EXPECT_THAT(resolve(values), ElementsAre(about(0.487), about(0.487)));
}

TEST(Resolve, NothingGivesNothing) { EXPECT_THAT(resolve({}), IsEmpty()); }

TEST(Confidence, IsNeverCertainAndNeverNegative) {
  EXPECT_EQ(Confidence(7.0).value(), Confidence::kMax);
  EXPECT_EQ(Confidence(-1.0).value(), 0.0);
  EXPECT_EQ(Confidence(std::numeric_limits<double>::quiet_NaN()).value(), 0.0);
}

}  // namespace
}  // namespace connections
