#include "sync/retry_plan.h"

#include <gtest/gtest.h>

namespace connections::sync {
namespace {

using std::chrono::minutes;

TEST(RetryPlan, GrowsFromAMinuteToADayAndNoFurther) {
  EXPECT_EQ(spacing(0), minutes{1});
  EXPECT_EQ(spacing(1), minutes{1});
  for (int attempts = 1; attempts < 5; ++attempts) EXPECT_LT(spacing(attempts), spacing(attempts + 1));
  EXPECT_EQ(spacing(5), std::chrono::hours{24});
  EXPECT_EQ(spacing(1'000'000), std::chrono::hours{24});
}

TEST(RetryPlan, AMailIsDueWhenItsTimeHasComeUnlessItIsGone) {
  store::FetchFailure failure;
  failure.attempts = 2;
  EXPECT_FALSE(is_due(failure, Instant{} + minutes{9}));
  EXPECT_TRUE(is_due(failure, Instant{} + minutes{10}));
  failure.gone_at = Instant{};
  EXPECT_FALSE(is_due(failure, Instant{} + std::chrono::hours{1000}));
}

}  // namespace
}  // namespace connections::sync
