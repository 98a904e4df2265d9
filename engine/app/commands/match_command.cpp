#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/print_json.h"
#include "match/policy.h"
#include "match/proof/edge_trial.h"
#include "view/table.h"

namespace connections::app {
namespace {

constexpr Option kEdges{"--edges", "TSV file: row, column, bits a line", Option::Type::kText, true};
constexpr Option kTruth{"--truth", "TSV file: row, column a line; no column: the row has no partner",
                        Option::Type::kText, true};
constexpr Option kFloor{.name = "--floor", .doc = "bits at which an edge is none", .type = Option::Type::kDecimal};
constexpr Option kLimit{.name = "--limit",
                        .doc = "rows that are solved together; larger groups are left out",
                        .type = Option::Type::kWhole,
                        .fallback = "2000",
                        .least = 1,
                        .most = 100'000};
constexpr Option kSvg{"--svg", "also draw the curves into this file"};

constexpr double kRisks[]{0.001, 0.005, 0.01};  ///< shares of wrong pairs at which coverage is told

Result<std::vector<match::RiskCurve>> measure(const Arguments& arguments) {
  std::ifstream edges(arguments.text(kEdges)), truth(arguments.text(kTruth));
  if (!edges) return fail(Errc::kNotFound, "the file cannot be read", arguments.text(kEdges));
  if (!truth) return fail(Errc::kNotFound, "the file cannot be read", arguments.text(kTruth));
  const auto set = TRY(match::read_edges(edges, truth));
  match::TrialOptions options{.floor = match::Policy().common.review_at, .component_limit = arguments.whole(kLimit)};
  if (arguments.has(kFloor)) options.floor = arguments.decimal(kFloor);
  return match::try_rules(set, options);
}

void print_table(const std::vector<match::RiskCurve>& curves) {
  view::Table table({"rule", "pairs", "wrong %", "95 % bound", "at 0.1 %", "at 0.5 %", "at 1 %"});
  for (const match::RiskCurve& curve : curves) {
    const match::RiskPoint all = curve.points.empty() ? match::RiskPoint{} : curve.points.back();
    std::vector<std::string> cells{curve.rule, std::to_string(all.decided), fmt::format("{:.3f}", 100 * all.risk()),
                                   fmt::format("{:.3f}", 100 * match::upper_bound(all.wrong, all.decided))};
    for (const double risk : kRisks) cells.push_back(fmt::format("{:.1f}", 100 * match::coverage_at(curve, risk)));
    table.add(std::move(cells));
  }
  fmt::print("{}Last columns: percent of the rows that are paired with at most so many wrong.\n", table.to_string());
}

nlohmann::ordered_json as_json(const match::RiskCurve& curve) {
  const match::RiskPoint all = curve.points.empty() ? match::RiskPoint{} : curve.points.back();
  nlohmann::ordered_json coverage = nlohmann::ordered_json::array();
  for (const double risk : kRisks) coverage.push_back({{"risk", risk}, {"coverage", match::coverage_at(curve, risk)}});
  return {{"rule", curve.rule},
          {"rows", all.all},
          {"pairs", all.decided},
          {"wrong", all.wrong},
          {"risk", all.risk()},
          {"risk_upper_bound", match::upper_bound(all.wrong, all.decided)},
          {"coverage_at", std::move(coverage)}};
}

int run_bench(Context&, const Arguments& arguments) {
  const auto curves = measure(arguments);
  if (!curves) return report(curves.error());
  if (const std::string& file = arguments.text(kSvg); !file.empty())
    if (!(std::ofstream(file) << match::to_svg(*curves)).flush())
      return report({Errc::kIo, "the file cannot be written", file, {}});
  if (!arguments.has(kJsonArray)) {
    print_table(*curves);
    return kDone;
  }
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const match::RiskCurve& curve : *curves) all.push_back(as_json(curve));
  print_json(all);
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "match", .summary = "How mails are matched to bookings: measure the decision"},
    {.path = "match bench",
     .summary = "Run the decision that names bookings on pairs of your own, beside simpler rules",
     .options = {&kEdges, &kTruth, &kFloor, &kLimit, &kSvg, &kJsonArray},
     .examples = "Example:  connections match bench --edges edges.tsv --truth truth.tsv --svg curve.svg\n\n"
                 "Rows are what is to be matched (mails), columns what they may be (bookings), bits the log2 odds\n"
                 "of a pair alone. Compared are: first best, single candidate, greedy, regret only, and the\n"
                 "product's min(posterior, regret). The last columns say which share of the rows a rule decides\n"
                 "if at most that share of the pairs may be wrong.",
     .run = run_bench},
};

}  // namespace

std::span<const Command> match_commands() { return kCommands; }

}  // namespace connections::app
