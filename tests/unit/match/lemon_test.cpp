// The solver against LEMON's, on components larger than can be tried by hand. C++17: LEMON 1.3 uses what C++20 removed.
#include <map>
#include <random>

#include <gtest/gtest.h>
#include <lemon/list_graph.h>
#include <lemon/matching.h>

#include "match/assignment.h"

namespace connections::match {
namespace {

constexpr double kFloor = -2;

double lemon_sum(std::size_t rows, std::size_t columns, const std::vector<Edge>& edges) {
  lemon::ListGraph graph;
  std::vector<lemon::ListGraph::Node> nodes;
  for (std::size_t i = 0; i < rows + columns; ++i) nodes.push_back(graph.addNode());
  lemon::ListGraph::EdgeMap<int> weight(graph);
  std::map<std::pair<std::size_t, std::size_t>, int> best;
  for (const Edge& one : edges) {
    const int gain = static_cast<int>(one.score - kFloor);
    int& held = best[{one.row, one.column}];
    held = std::max(held, gain);
  }
  for (const auto& [pair, gain] : best)
    if (gain > 0) weight[graph.addEdge(nodes[pair.first], nodes[rows + pair.second])] = gain;
  lemon::MaxWeightedMatching<lemon::ListGraph, lemon::ListGraph::EdgeMap<int>> matching(graph, weight);
  matching.run();
  return matching.matchingWeight();
}

TEST(Assignment, EqualsLemonOnLargerComponents) {
  std::mt19937 random(20270601);
  for (int round = 0; round < 60; ++round) {
    const std::size_t rows = 8 + random() % 40, columns = 8 + random() % 40;
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t j = 0; j < columns; ++j)
        if (random() % 4 == 0) edges.push_back({i, j, static_cast<double>(random() % 26) - 5});
    EXPECT_NEAR(best_sum(rows, columns, edges, kFloor), lemon_sum(rows, columns, edges), 1e-9) << round;
  }
}

}  // namespace
}  // namespace connections::match
