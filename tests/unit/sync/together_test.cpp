#include "sync/together.h"

#include <gmock/gmock.h>

namespace connections::sync {
namespace {

struct Written {
  std::vector<std::vector<int>> commits;
  std::vector<int> refused;
};

/// Nobody commits a negative number.
Result<Written> write(std::vector<int> numbers, Errc refusal) {
  Written written;
  TRY(together(
      std::span(numbers),
      [&](std::span<int> some) -> Result<void> {
        if (std::ranges::any_of(some, [](int one) { return one < 0; })) return fail(refusal, "negative");
        written.commits.emplace_back(some.begin(), some.end());
        return {};
      },
      [&](const int& one, const Error&) -> Result<void> {
        written.refused.push_back(one);
        return {};
      }));
  return written;
}

TEST(Together, WhatIsAcceptedIsOneCommit) {
  EXPECT_EQ(write({1, 2, 3}, Errc::kStoreFailed)->commits, (std::vector<std::vector<int>>{{1, 2, 3}}));
  EXPECT_TRUE(write({}, Errc::kStoreFailed)->commits.empty());
}

TEST(Together, OneThatIsRefusedHoldsUpNoOther) {
  const auto written = write({1, -2, 3}, Errc::kStoreFailed);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->commits, (std::vector<std::vector<int>>{{1}, {3}}));
  EXPECT_EQ(written->refused, std::vector<int>{-2});
}

TEST(Together, AStoreThatIsGoneEndsIt) {
  const auto written = write({1, -2, 3}, Errc::kStoreUnavailable);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Errc::kStoreUnavailable);
}

}  // namespace
}  // namespace connections::sync
