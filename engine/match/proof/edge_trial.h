#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "match/assignment.h"
#include "match/proof/risk.h"
#include "model/error.h"

/// The decision layer on outside data: edges with bits, and which pairs are true.
namespace connections::match {

/// A bipartite graph as two TSV files say it. Names of rows and columns are any texts.
struct EdgeSet {
  std::vector<Edge> edges;                        ///< in the order of the file
  std::vector<std::optional<std::size_t>> truth;  ///< by row: its column; none: it has no partner
  std::vector<bool> scored;                       ///< by row: the truth names it
  std::size_t rows = 0, columns = 0;
};

/// `edges`: row, column, bits a line; `truth`: row, column a line, an empty column says that the row has none. Rows
/// that the truth does not name are not scored. Empty lines and lines that begin with # are passed over. Errors:
/// kInvalidArgument with the line.
[[nodiscard]] Result<EdgeSet> read_edges(std::istream& edges, std::istream& truth);

struct TrialOptions {
  double floor = -2;  ///< bits at which an edge is none
  std::size_t component_limit = 2000;
};

/// Curves of: first best, single candidate, greedy, regret only, and min(posterior, regret), in this order.
[[nodiscard]] std::vector<RiskCurve> try_rules(const EdgeSet& set, const TrialOptions& options);

}  // namespace connections::match
