#include "match/proof/edge_trial.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <istream>
#include <map>
#include <set>

#include <fmt/format.h>

namespace connections::match {
namespace {

using Names = std::map<std::string, std::size_t, std::less<>>;

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line)
    if (c == '\t')
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  return cells;
}

/// One file: its lines, and the name that errors give it.
struct Lines {
  std::istream& in;
  std::string_view name;
};

Result<void> each_line(
    Lines lines, std::size_t least_cells,
    const std::function<Result<void>(const std::vector<std::string>&, const std::string& place)>& take) {
  std::string line;
  for (int number = 1; std::getline(lines.in, line); ++number) {
    if (line.empty() || line == "\r" || line[0] == '#') continue;
    const std::string place = fmt::format("{}:{}", lines.name, number);
    const auto cells = cells_of(line);
    if (cells.size() < least_cells || cells[0].empty())
      return fail(Errc::kInvalidArgument, fmt::format("a line needs {} cells, separated by tabs", least_cells), place);
    TRY(take(cells, place));
  }
  return {};
}

std::size_t index_of(Names& names, const std::string& name) {
  return names.try_emplace(name, names.size()).first->second;
}

/// Calls with row, column and bits of every decision of a rule.
using Decisions = std::vector<std::optional<std::pair<std::size_t, double>>>;

RiskCurve curve_of(std::string rule, const Decisions& decisions, const EdgeSet& set, const std::vector<bool>& scored) {
  std::vector<Decided> decided;
  std::size_t all = 0;
  for (std::size_t row = 0; row < set.rows; ++row) {
    if (!scored[row]) continue;
    ++all;
    if (decisions[row]) decided.push_back({decisions[row]->second, set.truth[row] != decisions[row]->first});
  }
  return risk_curve(std::move(rule), std::move(decided), all);
}

}  // namespace

Result<EdgeSet> read_edges(std::istream& edges, std::istream& truth) {
  EdgeSet set;
  Names rows, columns;
  TRY(each_line({edges, "edges"}, 3, [&](const auto& cells, const std::string& place) -> Result<void> {
    double bits = 0;
    const auto [end, error] = std::from_chars(cells[2].data(), cells[2].data() + cells[2].size(), bits);
    if (error != std::errc{} || end != cells[2].data() + cells[2].size())
      return fail(Errc::kInvalidArgument, fmt::format("'{}' is not a number of bits", cells[2]), place);
    set.edges.push_back({index_of(rows, cells[0]), index_of(columns, cells[1]), bits});
    return {};
  }));
  std::map<std::size_t, std::optional<std::size_t>> partner;
  TRY(each_line({truth, "truth"}, 1, [&](const auto& cells, const std::string& place) -> Result<void> {
    std::optional<std::size_t> column;
    if (cells.size() > 1 && !cells[1].empty()) column = index_of(columns, cells[1]);
    if (!partner.try_emplace(index_of(rows, cells[0]), column).second)
      return fail(Errc::kInvalidArgument, fmt::format("row '{}' has two lines", cells[0]), place);
    return {};
  }));
  set.rows = rows.size(), set.columns = columns.size();
  set.truth.resize(set.rows);
  set.scored.resize(set.rows);
  for (const auto& [row, column] : partner) set.truth[row] = column, set.scored[row] = true;
  return set;
}

std::vector<RiskCurve> try_rules(const EdgeSet& set, const TrialOptions& options) {
  std::vector<Edge> live;
  std::copy_if(set.edges.begin(), set.edges.end(), std::back_inserter(live),
               [&](const Edge& one) { return one.score > options.floor; });
  Decisions first(set.rows), single(set.rows), greedy(set.rows), regret(set.rows), product(set.rows);
  std::vector<std::size_t> count(set.rows);
  for (const Edge& one : live) {
    if (!first[one.row] || one.score > first[one.row]->second) first[one.row] = {one.column, one.score};
    ++count[one.row];
  }
  for (std::size_t row = 0; row < set.rows; ++row)
    if (count[row] == 1) single[row] = first[row];
  std::vector<Edge> sorted = live;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Edge& a, const Edge& b) { return a.score > b.score; });
  std::set<std::size_t> taken;
  for (const Edge& one : sorted)
    if (!greedy[one.row] && taken.insert(one.column).second) greedy[one.row] = {one.column, one.score};
  const auto assigned = assign(set.rows, set.columns, live, options.floor, options.component_limit);
  for (std::size_t row = 0; row < set.rows; ++row) {
    if (!assigned[row]) continue;
    regret[row] = {assigned[row]->column, assigned[row]->regret};
    product[row] = {assigned[row]->column, assigned[row]->measure()};
  }
  return {curve_of("first best", first, set, set.scored), curve_of("single candidate", single, set, set.scored),
          curve_of("greedy", greedy, set, set.scored), curve_of("regret only", regret, set, set.scored),
          curve_of("min(posterior, regret)", product, set, set.scored)};
}

}  // namespace connections::match
