#include "match/proof/risk.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace connections::match {
namespace {

/// Chance of at most `wrong` of `of`, each with chance p.
double chance_of_at_most(std::size_t wrong, std::size_t of, double p) {
  const auto n = static_cast<double>(of);
  double sum = 0;
  for (std::size_t i = 0; i <= wrong; ++i) {
    const auto k = static_cast<double>(i);
    sum += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(p) +
                    (n - k) * std::log1p(-p));
  }
  return sum;
}

constexpr double kWidth = 760, kHeight = 420, kLeft = 70, kBottom = 50, kTop = 20, kRight = 240;
constexpr double kLeastRisk = 1e-4, kMostRisk = 1;  ///< of the logarithmic axis; no error is drawn on its lower end
constexpr std::array<const char*, 8> kColours{"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                              "#e69f00", "#56b4e9", "#000000", "#999999"};  // told apart by all eyes

double x_of(double coverage) { return kLeft + coverage * (kWidth - kLeft - kRight); }
double y_of(double risk) {
  const double share =
      std::log10(std::clamp(risk, kLeastRisk, kMostRisk) / kLeastRisk) / std::log10(kMostRisk / kLeastRisk);
  return kHeight - kBottom - share * (kHeight - kBottom - kTop);
}

std::string axes() {
  std::string out;
  for (int i = 0; i <= 10; i += 2)
    out += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"middle\">{} %</text>\n", x_of(i / 10.0),
                       kHeight - kBottom + 20, i * 10);
  for (const double risk : {1e-4, 1e-3, 1e-2, 1e-1, 1.0})
    out += fmt::format(
        "<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"end\">{:g} %</text>\n<line x1=\"{:.0f}\" x2=\"{:.0f}\" "
        "y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#ddd\"/>\n",
        kLeft - 8, y_of(risk) + 4, risk * 100, x_of(0), x_of(1), y_of(risk), y_of(risk));
  return out + fmt::format(
                   "<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"middle\">coverage</text>\n<text x=\"{:.0f}\" "
                   "y=\"{:.0f}\">wrong</text>\n",
                   x_of(0.5), kHeight - 8, 4.0, kTop + 4);
}

}  // namespace

double upper_bound(std::size_t wrong, std::size_t of, double confidence) {
  if (of == 0 || wrong >= of) return 1;
  double low = static_cast<double>(wrong) / static_cast<double>(of), high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (chance_of_at_most(wrong, of, middle) > 1 - confidence ? low : high) = middle;
  }
  return high;
}

RiskCurve risk_curve(std::string rule, std::vector<Decided> decided, std::size_t all) {
  std::sort(decided.begin(), decided.end(), [](const Decided& a, const Decided& b) { return a.bits > b.bits; });
  RiskCurve curve{std::move(rule), {}};
  RiskPoint at{.threshold = 0, .all = all, .decided = 0, .wrong = 0};
  for (std::size_t i = 0; i < decided.size(); ++i) {
    ++at.decided;
    at.wrong += decided[i].wrong ? 1 : 0;
    at.threshold = decided[i].bits;
    if (i + 1 == decided.size() || decided[i + 1].bits < decided[i].bits) curve.points.push_back(at);
  }
  return curve;
}

double coverage_at(const RiskCurve& curve, double risk) {
  double coverage = 0;
  for (const RiskPoint& one : curve.points)
    if (one.risk() <= risk) coverage = std::max(coverage, one.coverage());
  return coverage;
}

const RiskPoint* certified(const RiskCurve& curve, double risk, double confidence) {
  const RiskPoint* found = nullptr;
  for (const RiskPoint& one : curve.points) {
    const bool holds = upper_bound(one.wrong, one.decided, confidence) <= risk;
    if (holds)
      found = &one;
    else if (found != nullptr || one.wrong > 0)
      break;
  }
  return found;
}

std::string to_svg(std::span<const RiskCurve> curves) {
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" font-family=\"sans-serif\" "
      "font-size=\"12\">\n"
      "<title>Share of wrong names over the share of reservations that are named automatically</title>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
      kWidth, kHeight);
  out += axes();
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const char* colour = kColours[i % kColours.size()];
    std::string line;
    for (const RiskPoint& one : curves[i].points)
      line += fmt::format("{:.1f},{:.1f} ", x_of(one.coverage()), y_of(one.risk()));
    if (curves[i].points.size() == 1)
      out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\"/>\n",
                         x_of(curves[i].points[0].coverage()), y_of(curves[i].points[0].risk()), colour);
    else
      out += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", line, colour);
    out += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" fill=\"{}\">{}</text>\n", x_of(1) + 12,
                       kTop + 14 + 18 * static_cast<double>(i), colour, curves[i].rule);
  }
  return out + "</svg>\n";
}

}  // namespace connections::match
