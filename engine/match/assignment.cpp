#include "match/assignment.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace connections::match {
namespace {

constexpr double kNone = -1;

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

/// 2^s over the row and the column, and one for "none of them".
double posterior(const Gains& gains, std::size_t row, std::size_t column, double floor) {
  const auto odds = [&](double gain) { return gain > 0 ? std::exp2(std::min(gain + floor, 60.0)) : 0.0; };
  double rest = 1;
  for (std::size_t j = 0; j < gains[row].size(); ++j)
    if (j != column) rest += odds(gains[row][j]);
  for (std::size_t i = 0; i < gains.size(); ++i)
    if (i != row) rest += odds(gains[i][column]);
  return std::log2(odds(gains[row][column]) / rest);
}

void assign_component(const Component& one, const Gains& all, double floor,
                      std::vector<std::optional<Assigned>>& result) {
  Gains gains(one.rows.size(), std::vector<double>(one.columns.size(), kNone));
  for (std::size_t i = 0; i < one.rows.size(); ++i)
    for (std::size_t j = 0; j < one.columns.size(); ++j) gains[i][j] = all[one.rows[i]][one.columns[j]];
  const Solved best = solve(gains, one.columns.size());
  for (std::size_t i = 0; i < one.rows.size(); ++i) {
    const std::size_t j = best.column_of[i];
    if (j >= one.columns.size()) continue;
    Gains without = gains;
    without[i][j] = kNone;
    const double loss = best.sum - solve(without, one.columns.size()).sum;
    // Staying alone is always an alternative; then regret is the score itself.
    const double regret = std::min(loss, gains[i][j] + floor);
    result[one.rows[i]] = Assigned{one.columns[j], posterior(gains, i, j, floor), regret};
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
