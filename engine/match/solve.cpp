#include "match/solve.h"

#include "match/workspace.h"

namespace connections::match {

std::vector<Outcome> solve(const SolveInput& input, const Policy& policy) { return Workspace(input, policy).solve(); }

}  // namespace connections::match
