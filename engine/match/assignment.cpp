#include "match/assignment.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace connections::match {
namespace {

constexpr double kNone = -1;
constexpr double kMostBits = 40;         ///< of one pair: nothing is surer, and products of twelve fit into a double
constexpr std::size_t kMostSummed = 12;  ///< rows or columns, whichever is fewer: 4,096 sets

/// gain[row][column]: score − floor, kNone where there is no edge.
using Gains = std::vector<std::vector<double>>;

struct Solved {
  double sum = 0;
  std::vector<std::size_t> column_of;  ///< of each row; columns.size() or more: alone
};

/// Hungarian method with potentials (shortest augmenting paths), each row having a column of its own to stay alone.
Solved solve(const Gains& gains, std::size_t columns) {
  const std::size_t n = gains.size(), m = columns + n;
  const auto cost = [&](std::size_t row, std::size_t column) {
    if (column >= columns) return column - columns == row ? 0.0 : 1e12;
    return gains[row][column] > 0 ? -gains[row][column] : 1e12;
  };
  std::vector<double> u(n + 1), v(m + 1);
  std::vector<std::size_t> taken(m + 1), way(m + 1);
  for (std::size_t i = 1; i <= n; ++i) {
    taken[0] = i;
    std::size_t at = 0;
    std::vector<double> least(m + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> used(m + 1);
    do {
      used[at] = true;
      const std::size_t row = taken[at];
      double delta = std::numeric_limits<double>::infinity();
      std::size_t next = 0;
      for (std::size_t j = 1; j <= m; ++j) {
        if (used[j]) continue;
        const double reduced = cost(row - 1, j - 1) - u[row] - v[j];
        if (reduced < least[j]) least[j] = reduced, way[j] = at;
        if (least[j] < delta) delta = least[j], next = j;
      }
      for (std::size_t j = 0; j <= m; ++j) {
        if (used[j])
          u[taken[j]] += delta, v[j] -= delta;
        else
          least[j] -= delta;
      }
      at = next;
    } while (taken[at] != 0);
    for (; at != 0; at = way[at]) taken[at] = taken[way[at]];
  }
  Solved out{0, std::vector<std::size_t>(n, columns)};
  for (std::size_t j = 1; j <= columns; ++j)
    if (taken[j] != 0 && gains[taken[j] - 1][j - 1] > 0) {
      out.column_of[taken[j] - 1] = j - 1;
      out.sum += gains[taken[j] - 1][j - 1];
    }
  return out;
}

Gains gains_of(std::size_t rows, std::size_t columns, const std::vector<Edge>& edges, double floor) {
  Gains gains(rows, std::vector<double>(columns, kNone));
  for (const Edge& edge : edges)
    if (edge.score > floor) gains[edge.row][edge.column] = std::max(gains[edge.row][edge.column], edge.score - floor);
  return gains;
}

Gains transposed(const Gains& gains) {
  Gains out(gains.front().size(), std::vector<double>(gains.size()));
  for (std::size_t i = 0; i < gains.size(); ++i)
    for (std::size_t j = 0; j < out.size(); ++j) out[j][i] = gains[i][j];
  return out;
}

/// Odds of one line against what competes in its row and column: what remains where arrangements are too many to sum.
/// Counts every competitor in full, so it is rather too low.
Gains crude_odds(const Gains& weight) {
  Gains odds = weight;
  const Gains columns = transposed(weight);
  const auto sum = [](const std::vector<double>& all) { return std::accumulate(all.begin(), all.end(), 1.0); };
  for (std::size_t i = 0; i < weight.size(); ++i)
    for (std::size_t j = 0; j < columns.size(); ++j)
      odds[i][j] = weight[i][j] / std::max(sum(weight[i]) + sum(columns[j]) - 2 * weight[i][j] - 1, 1.0);
  return odds;
}

/// Odds of every pair over all arrangements, weighted by the product of their 2^score. Sums over the sets of columns
/// that the rows above and below have taken.
Gains exact_odds(const Gains& weight) {
  const std::size_t rows = weight.size(), columns = weight.front().size(), sets = std::size_t{1} << columns;
  Gains above(rows + 1, std::vector<double>(sets)), below = above;
  above[0][0] = 1;
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t set = 0; set < sets; ++set) {
      if (above[i][set] == 0) continue;
      above[i + 1][set] += above[i][set];
      for (std::size_t j = 0; j < columns; ++j)
        if ((set >> j & 1) == 0) above[i + 1][set | std::size_t{1} << j] += above[i][set] * weight[i][j];
    }
  std::fill(below[rows].begin(), below[rows].end(), 1.0);
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t set = 0; set < sets; ++set) {
      below[i][set] = below[i + 1][set];
      for (std::size_t j = 0; j < columns; ++j)
        if ((set >> j & 1) == 0) below[i][set] += weight[i][j] * below[i + 1][set | std::size_t{1} << j];
    }
  Gains odds = weight;
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) {
      double with = 0, without = 0;
      for (std::size_t set = 0; set < sets; ++set) {
        const bool is_free = (set >> j & 1) == 0;
        const double pair = is_free ? weight[i][j] * below[i + 1][set | std::size_t{1} << j] : 0;
        with += above[i][set] * pair;
        without += above[i][set] * (below[i][set] - pair);
      }
      odds[i][j] = with / std::max(without, std::numeric_limits<double>::min());
    }
  return odds;
}

/// Odds of every pair against "none of them" and all that competes, directly or through others.
Gains odds_of(const Gains& gains, double floor) {
  Gains weight = gains;
  for (auto& row : weight)
    for (double& gain : row) gain = gain > 0 ? std::exp2(std::min(gain + floor, kMostBits)) : 0;
  if (std::min(weight.size(), weight.front().size()) > kMostSummed) return crude_odds(weight);
  if (weight.front().size() <= weight.size()) return exact_odds(weight);
  return transposed(exact_odds(transposed(weight)));
}

void assign_component(const Component& one, const Gains& all, double floor,
                      std::vector<std::optional<Assigned>>& result) {
  Gains gains(one.rows.size(), std::vector<double>(one.columns.size(), kNone));
  for (std::size_t i = 0; i < one.rows.size(); ++i)
    for (std::size_t j = 0; j < one.columns.size(); ++j) gains[i][j] = all[one.rows[i]][one.columns[j]];
  const Solved best = solve(gains, one.columns.size());
  const Gains odds = odds_of(gains, floor);
  for (std::size_t i = 0; i < one.rows.size(); ++i) {
    const std::size_t j = best.column_of[i];
    if (j >= one.columns.size()) continue;
    Gains without = gains;
    without[i][j] = kNone;
    const double loss = best.sum - solve(without, one.columns.size()).sum;
    // Staying alone is always an alternative; then regret is the score itself.
    const double regret = std::min(loss, gains[i][j] + floor);
    result[one.rows[i]] = Assigned{one.columns[j], std::log2(odds[i][j]), regret};
  }
}

}  // namespace

std::vector<Component> components(std::size_t rows, std::size_t columns, const std::vector<Edge>& edges) {
  std::vector<std::size_t> parent(rows + columns);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const Edge& edge : edges) parent[root(edge.row)] = root(rows + edge.column);
  std::vector<std::size_t> index(rows + columns, rows + columns);
  std::vector<Component> all;
  for (std::size_t i = 0; i < rows + columns; ++i) {
    const std::size_t of = root(i);
    if (index[of] == rows + columns) index[of] = all.size(), all.emplace_back();
    (i < rows ? all[index[of]].rows : all[index[of]].columns).push_back(i < rows ? i : i - rows);
  }
  std::erase_if(all, [](const Component& one) { return one.rows.empty() || one.columns.empty(); });
  return all;
}

std::vector<std::optional<Assigned>> assign(std::size_t rows, std::size_t columns, const std::vector<Edge>& edges,
                                            double floor, std::size_t limit) {
  std::vector<std::optional<Assigned>> result(rows);
  std::vector<Edge> live;
  std::copy_if(edges.begin(), edges.end(), std::back_inserter(live),
               [&](const Edge& one) { return one.score > floor; });
  const auto parts = components(rows, columns, live);
  std::vector<std::size_t> row_in(rows), column_in(columns), part_of(rows, parts.size());
  for (std::size_t p = 0; p < parts.size(); ++p) {
    for (std::size_t i = 0; i < parts[p].rows.size(); ++i) row_in[parts[p].rows[i]] = i, part_of[parts[p].rows[i]] = p;
    for (std::size_t j = 0; j < parts[p].columns.size(); ++j) column_in[parts[p].columns[j]] = j;
  }
  std::vector<std::vector<Edge>> edges_of(parts.size());
  for (const Edge& edge : live)
    edges_of[part_of[edge.row]].push_back({row_in[edge.row], column_in[edge.column], edge.score});
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const Component& part = parts[p];
    if (part.rows.size() > limit) continue;
    Component local;
    local.rows.resize(part.rows.size());
    local.columns.resize(part.columns.size());
    std::iota(local.rows.begin(), local.rows.end(), std::size_t{0});
    std::iota(local.columns.begin(), local.columns.end(), std::size_t{0});
    std::vector<std::optional<Assigned>> found(part.rows.size());
    assign_component(local, gains_of(part.rows.size(), part.columns.size(), edges_of[p], floor), floor, found);
    for (std::size_t i = 0; i < found.size(); ++i)
      if (found[i]) {
        found[i]->column = part.columns[found[i]->column];
        result[part.rows[i]] = found[i];
      }
  }
  return result;
}

double best_sum(std::size_t rows, std::size_t columns, const std::vector<Edge>& edges, double floor) {
  return solve(gains_of(rows, columns, edges, floor), columns).sum;
}

}  // namespace connections::match
