// Is a name ever wrong? Invented workspaces with known truth, played day by day; the product's decision beside five
// simpler ones. See README.md for the protocol.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "match/proof/risk.h"
#include "matching/play.h"

namespace connections::match_bench {
namespace {

struct Seeds {
  std::uint64_t first, last;
};
constexpr Seeds kTune{1, 100}, kCertify{101, 200}, kReport{201, 400}, kStrata{201, 250}, kCurve{201, 260};
constexpr double kRisk = 0.001;  ///< of wrong names among those written
/// Thresholds of the curves, strict first.
constexpr double kThresholds[]{24, 20, 16, 14, 12, 11, 10, 9, 8, 6, 4, 2, 0};

Score play_all(const Mix& mix, Seeds seeds, const Decider& decider, const match::Policy& policy) {
  Score all;
  for (std::uint64_t seed = seeds.first; seed <= seeds.last; ++seed)
    all.add(play(make_world(mix, seed), decider, policy));
  return all;
}

void print_header(const char* what) {
  fmt::print("\n{}\n{:<36}{:>9}{:>9}{:>8}{:>7}{:>9}{:>10}{:>9}{:>7}\n", what, "rule", "stays", "cover %", "names",
             "wrong", "wrong %", "≤ at 95 %", "review %", "hours");
}

void print_row(const std::string& rule, const Score& score) {
  fmt::print("{:<36}{:>9}{:>9.1f}{:>8}{:>7}{:>9.3f}{:>9.3f}{:>9.1f}{:>7.1f}\n", rule, score.reservations,
             100 * score.coverage(), score.writes, score.wrong, 100 * score.risk(),
             100 * match::upper_bound(score.wrong, score.writes),
             score.mails == 0 ? 0 : 100.0 * static_cast<double>(score.reviews) / static_cast<double>(score.mails),
             score.named == 0 ? 0 : score.hours_to_name / static_cast<double>(score.named));
  std::fflush(stdout);
}

/// Every rule, one line each.
void compare(const Mix& mix, Seeds seeds, const match::Policy& policy) {
  print_header(fmt::format("{}, seeds {} to {}", mix.name, seeds.first, seeds.last).c_str());
  for (const Decider& decider : baselines()) print_row(decider.name, play_all(mix, seeds, decider, policy));
  const Score own = play_all(mix, seeds, product(), policy);
  print_row(product().name, own);
  for (const std::string& one : own.wrong_ones) fmt::print("    {}\n", one);
}

match::RiskPoint point_of(const Score& score, double threshold) {
  return {.threshold = threshold, .all = score.reservations, .decided = score.writes, .wrong = score.wrong};
}

match::RiskCurve curve_of(const Decider& decider, const Mix& mix, Seeds seeds) {
  match::RiskCurve curve{decider.name, {}};
  for (const double threshold : kThresholds) {
    match::Policy policy;
    policy.common.update_bits = threshold;
    curve.points.push_back(point_of(play_all(mix, seeds, decider, policy), threshold));
  }
  return curve;
}

void certify() {
  fmt::print("\ncertify: {}, seeds {} to {}\n{:>10}{:>9}{:>8}{:>7}{:>10}\n", default_mix().name, kCertify.first,
             kCertify.last, "bits", "cover %", "names", "wrong", "≤ at 95 %");
  const match::RiskCurve curve = curve_of(product(), default_mix(), kCertify);
  for (const match::RiskPoint& one : curve.points)
    fmt::print("{:>10.1f}{:>9.1f}{:>8}{:>7}{:>9.3f}\n", one.threshold, 100 * one.coverage(), one.decided, one.wrong,
               100 * match::upper_bound(one.wrong, one.decided));
  const match::RiskPoint* found = match::certified(curve, kRisk);
  if (found == nullptr)
    fmt::print("no threshold is certified for {} % wrong\n", 100 * kRisk);
  else
    fmt::print("certified for {} % wrong down to {:.1f} bits; the rules ask for {:.2f}\n", 100 * kRisk,
               found->threshold, match::Policy().common.update_at());
}

int draw(const char* file) {
  std::vector<match::RiskCurve> curves;
  for (const Decider& decider : baselines()) {
    const bool has_threshold = decider.name.starts_with("greedy") || decider.name.starts_with("regret");
    if (has_threshold)
      curves.push_back(curve_of(decider, default_mix(), kCurve));
    else
      curves.push_back({decider.name, {point_of(play_all(default_mix(), kCurve, decider, {}), 0)}});
  }
  curves.push_back(curve_of(product(), default_mix(), kCurve));
  std::ofstream out(file);
  out << match::to_svg(curves);
  fmt::print("{} written\n", file);
  return out ? 0 : 1;
}

int run(int argc, char** argv) {
  const auto asks = [&](const char* word) { return argc > 1 && std::strcmp(argv[1], word) == 0; };
  if (asks("tune"))
    compare(default_mix(), kTune, {});
  else if (asks("certify"))
    certify();
  else if (asks("report"))
    compare(default_mix(), kReport, {});
  else if (asks("strata"))
    for (const Mix& mix : adversarial_mixes()) compare(mix, kStrata, {});
  else if (asks("curve") && argc > 2)
    return draw(argv[2]);
  else {
    fmt::print("usage: matching_bench tune|certify|report|strata|curve FILE.svg\n");
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace connections::match_bench

int main(int argc, char** argv) { return connections::match_bench::run(argc, argv); }
