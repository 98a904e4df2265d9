#include "match/assignment.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace connections::match {
namespace {

constexpr double kFloor = -2;

/// Every arrangement, tried.
double brute_force(std::size_t row, std::size_t rows, std::vector<bool>& taken, const std::vector<Edge>& edges) {
  if (row == rows) return 0;
  double best = brute_force(row + 1, rows, taken, edges);
  for (const Edge& edge : edges) {
    if (edge.row != row || taken[edge.column] || edge.score <= kFloor) continue;
    taken[edge.column] = true;
    best = std::max(best, edge.score - kFloor + brute_force(row + 1, rows, taken, edges));
    taken[edge.column] = false;
  }
  return best;
}

double brute_force(std::size_t rows, std::size_t columns, const std::vector<Edge>& edges) {
  std::vector<bool> taken(columns);
  return brute_force(0, rows, taken, edges);
}

std::vector<Edge> random_edges(std::mt19937& random, std::size_t rows, std::size_t columns) {
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      if (random() % 3 != 0) edges.push_back({i, j, static_cast<double>(random() % 26) - 5});
  return edges;
}

TEST(Assignment, EqualsBruteForceUpToSevenBySeven) {
  std::mt19937 random(20270501);
  for (int round = 0; round < 400; ++round) {
    const std::size_t rows = 1 + random() % 7, columns = 1 + random() % 7;
    const auto edges = random_edges(random, rows, columns);
    const double expected = brute_force(rows, columns, edges);
    EXPECT_NEAR(best_sum(rows, columns, edges, kFloor), expected, 1e-9) << round;

    const auto found = assign(rows, columns, edges, kFloor);
    double sum = 0;
    std::vector<bool> taken(columns);
    for (std::size_t i = 0; i < rows; ++i) {
      if (!found[i]) continue;
      EXPECT_FALSE(taken[found[i]->column]);
      taken[found[i]->column] = true;
      const auto edge = std::find_if(edges.begin(), edges.end(),
                                     [&](const Edge& one) { return one.row == i && one.column == found[i]->column; });
      ASSERT_NE(edge, edges.end());
      sum += edge->score - kFloor;
      auto without = edges;
      std::erase_if(without, [&](const Edge& one) { return one.row == i && one.column == found[i]->column; });
      EXPECT_NEAR(found[i]->regret, std::min(expected - brute_force(rows, columns, without), edge->score), 1e-9);
    }
    EXPECT_NEAR(sum, expected, 1e-9);
  }
}

TEST(Assignment, TheOrderOfEdgesDoesNotMatterToWhatIsSure) {
  std::mt19937 random(7);
  for (int round = 0; round < 100; ++round) {
    auto edges = random_edges(random, 6, 6);
    const auto first = assign(6, 6, edges, kFloor);
    std::shuffle(edges.begin(), edges.end(), random);
    const auto second = assign(6, 6, edges, kFloor);
    for (std::size_t i = 0; i < 6; ++i) {
      const bool sure = first[i] && first[i]->measure() > 0.01;
      const bool again = second[i] && second[i]->measure() > 0.01;
      ASSERT_EQ(sure, again);
      EXPECT_TRUE(!sure || first[i]->column == second[i]->column);
    }
  }
}

TEST(Assignment, EqualArrangementsAreNoneSure) {
  const auto found = assign(2, 2, {{0, 0, 11}, {0, 1, 11}, {1, 0, 11}, {1, 1, 11}}, kFloor);
  for (const auto& one : found) {
    ASSERT_TRUE(one);
    EXPECT_NEAR(one->regret, 0, 1e-9);
    EXPECT_LT(one->measure(), 0.01);
  }
}

TEST(Assignment, ThePosteriorIsTheSumOverAllArrangements) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    const std::size_t n = 1 + random() % 4;
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (random() % 3 != 0) edges.push_back({i, j, static_cast<double>(random() % 16) - 1});
    const auto found = assign(n, n, edges, kFloor);
    std::vector<std::vector<double>> weight(n, std::vector<double>(n, 0.0));
    for (const Edge& one : edges) weight[one.row][one.column] = std::exp2(one.score);
    double all = 0;
    std::vector<std::vector<double>> with(n, std::vector<double>(n, 0.0));
    std::vector<std::size_t> chosen(n, n);
    const auto visit = [&](auto&& self, std::size_t row, double product) -> void {
      if (row == n) {
        all += product;
        for (std::size_t i = 0; i < n; ++i)
          if (chosen[i] < n) with[i][chosen[i]] += product;
        return;
      }
      chosen[row] = n;
      self(self, row + 1, product);
      for (std::size_t j = 0; j < n; ++j) {
        if (weight[row][j] == 0 || std::find(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(row), j) !=
                                       chosen.begin() + static_cast<std::ptrdiff_t>(row))
          continue;
        chosen[row] = j;
        self(self, row + 1, product * weight[row][j]);
      }
    };
    visit(visit, 0, 1);
    for (std::size_t i = 0; i < n; ++i) {
      if (!found[i]) continue;
      const double exact = std::log2(with[i][found[i]->column] / (all - with[i][found[i]->column]));
      EXPECT_NEAR(found[i]->posterior, exact, 1e-6) << round;
    }
  }
}

TEST(Assignment, ASwapIsSeenThatNoRowAloneShows) {
  // Greedy takes (0, 0) and leaves row 1 with nothing; together the other way round is best.
  const auto found = assign(2, 2, {{0, 0, 12}, {0, 1, 11}, {1, 0, 11}}, kFloor);
  EXPECT_EQ(found[0]->column, 1u);
  EXPECT_EQ(found[1]->column, 0u);
}

TEST(Assignment, AComponentAboveTheLimitIsLeftToAPerson) {
  const auto found = assign(3, 2, {{0, 0, 12}, {1, 0, 5}, {2, 1, 12}}, kFloor, 1);
  EXPECT_FALSE(found[0]);
  EXPECT_FALSE(found[1]);
  EXPECT_TRUE(found[2]);
}

}  // namespace
}  // namespace connections::match
