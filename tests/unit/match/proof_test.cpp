#include <sstream>

#include <gtest/gtest.h>

#include "match/proof/edge_trial.h"

namespace connections::match {
namespace {

TEST(UpperBound, IsThatOfClopperAndPearson) {
  EXPECT_NEAR(upper_bound(0, 2995), 0.001, 1e-6);  // "zero-error sizes" of the literature
  EXPECT_NEAR(upper_bound(0, 59), 0.0495, 1e-4);
  EXPECT_NEAR(upper_bound(1, 100), 0.0466, 1e-4);
  EXPECT_NEAR(upper_bound(10, 100), 0.1637, 1e-3);
  EXPECT_EQ(upper_bound(0, 0), 1);
  EXPECT_EQ(upper_bound(3, 3), 1);
}

TEST(RiskCurve, KeepsEquallySureDecisionsTogether) {
  const RiskCurve curve = risk_curve("r", {{9, false}, {12, false}, {9, true}, {3, false}}, 8);
  ASSERT_EQ(curve.points.size(), 3u);
  EXPECT_EQ(curve.points[1].decided, 3u);
  EXPECT_EQ(curve.points[1].wrong, 1u);
  EXPECT_DOUBLE_EQ(coverage_at(curve, 0), 1.0 / 8);
  EXPECT_DOUBLE_EQ(coverage_at(curve, 0.3), 4.0 / 8);
}

TEST(Certificate, NeedsEnoughRightOnesAndEndsAtTheFirstDoubt) {
  std::vector<Decided> decided(100, {10, false});
  EXPECT_EQ(certified(risk_curve("r", decided, 100), 0.001), nullptr);
  decided.assign(3000, {10, false});
  decided.resize(3100, {5, true});
  const RiskCurve curve = risk_curve("r", decided, 4000);
  const RiskPoint* point = certified(curve, 0.001);
  ASSERT_NE(point, nullptr);
  EXPECT_EQ(point->threshold, 10);
}

Result<EdgeSet> edges_of(const char* edges, const char* truth) {
  std::istringstream first(edges), second(truth);
  return read_edges(first, second);
}

TEST(EdgeTrial, TheAssignmentIsRightWhereGreedyAndFirstBestAreNot) {
  // Greedy takes a1-b1 and leaves a2 with nothing; both first bests want b1.
  const auto set = edges_of("a1\tb1\t9.5\na1\tb2\t9.4\na2\tb1\t9.3\n", "# comment\na1\tb2\na2\tb1\n");
  ASSERT_TRUE(set);
  const auto curves = try_rules(*set, {});
  EXPECT_EQ(curves[0].points.back().wrong, 1u);
  EXPECT_EQ(curves[2].points.back().wrong, 1u);
  EXPECT_EQ(curves[2].points.back().decided, 1u);
  EXPECT_EQ(curves[4].rule, "min(posterior, regret)");
  EXPECT_EQ(curves[4].points.back().decided, 2u);
  EXPECT_EQ(curves[4].points.back().wrong, 0u);
}

TEST(EdgeTrial, RowsWithoutPartnerAreWrongIfPairedAndRowsWithoutTruthAreNotScored) {
  const auto set = edges_of("a\tx\t12\nb\ty\t12\nc\tz\t12\n", "a\tx\nb\t\n");
  ASSERT_TRUE(set);
  const RiskPoint all = try_rules(*set, {})[4].points.back();
  EXPECT_EQ(all.all, 2u);
  EXPECT_EQ(all.wrong, 1u);
}

TEST(EdgeTrial, RefusesLinesThatSayNothing) {
  EXPECT_EQ(edges_of("a\tb\n", "").error().where, "edges:1");
  EXPECT_EQ(edges_of("a\tb\tmany\n", "").error().where, "edges:1");
  EXPECT_EQ(edges_of("a\tb\t3\n", "a\tb\na\tc\n").error().where, "truth:2");
}

}  // namespace
}  // namespace connections::match
