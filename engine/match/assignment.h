#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace connections::match {

/// One reservation that one stay could be, with how much speaks for it (log2 odds).
struct Edge {
  std::size_t row = 0;     ///< reservation
  std::size_t column = 0;  ///< stay
  double score = 0;
};

/// What a row got in the best one-to-one arrangement, and how sure that is.
struct Assigned {
  std::size_t column = 0;
  double posterior = 0;  ///< log2 odds of the pair over all arrangements; rather too low in large components
  double regret = 0;     ///< what the arrangement loses if this pair is forbidden; at most the score
  [[nodiscard]] double measure() const { return posterior < regret ? posterior : regret; }
};

/// Rows that compete, directly or through others, for the same columns.
struct Component {
  std::vector<std::size_t> rows, columns;
};
[[nodiscard]] std::vector<Component> components(std::size_t rows, std::size_t columns, const std::vector<Edge>& edges);

/// The best one-to-one arrangement: the greatest sum of (score − floor) over chosen edges; rows and columns may stay
/// alone. Scores at or below `floor` are never chosen. Where another arrangement is as good, regret is 0. Solved by
/// component; the order of edges does not matter. Components of more than `limit` rows are left unassigned.
[[nodiscard]] std::vector<std::optional<Assigned>> assign(std::size_t rows, std::size_t columns,
                                                          const std::vector<Edge>& edges, double floor,
                                                          std::size_t limit = 64);

/// The greatest sum alone (for tests and for regret).
[[nodiscard]] double best_sum(std::size_t rows, std::size_t columns, const std::vector<Edge>& edges, double floor);

}  // namespace connections::match
