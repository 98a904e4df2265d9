#include "app/corpus/bench_picture.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace connections::app {
namespace {

constexpr double kWidth = 760, kMargin = 40, kInner = kWidth - 2 * kMargin;
constexpr double kBarTop = 50, kBarHeight = 30;
constexpr double kPlotTop = 220, kPlotHeight = 200, kHeight = kPlotTop + kPlotHeight + 50;
constexpr double kFewestMicros = 10, kDecades = 4;  ///< of the time axis: 10 µs to 100 ms
constexpr std::size_t kBins = 80;
constexpr const char* kColours[]{"#bbbbbb", "#4477aa", "#66ccee", "#228833", "#ccbb44", "#ee6677",
                                 "#aa3377", "#332288", "#88ccee", "#44aa99", "#999933", "#cc6677"};

std::string text(double x, double y, std::string_view words) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x, y, words);
}

std::string box(double x, double y, double width, double height, const char* colour) {
  return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n", x, y, width,
                     height, colour);
}

std::string stages(const BenchFigures& figures) {
  double all = 0;
  for (const double micros : figures.stages_us) all += micros;
  std::string out = text(kMargin, kBarTop - 15, fmt::format("Stages of a mail, warm: {:.0f} µs", all));
  double x = kMargin;
  for (std::size_t i = 0; i < kReadingStages.size(); ++i) {
    const double width = all > 0 ? kInner * figures.stages_us[i] / all : 0;
    out += box(x, kBarTop, width, kBarHeight, kColours[i]);
    x += width;
    const double column = kMargin + static_cast<double>(i % 4) * kInner / 4;
    const double line = kBarTop + kBarHeight + 25 + 20 * static_cast<double>(i / 4);
    out += box(column, line - 10, 10, 10, kColours[i]);
    out += text(column + 15, line, fmt::format("{} {:.0f} µs", kReadingStages[i], figures.stages_us[i]));
  }
  return out;
}

double decade_of(double micros) { return std::clamp(std::log10(micros / kFewestMicros) / kDecades, 0.0, 1.0); }

/// Share of the mails in each bin of the time axis, as a line.
std::string distribution(const BenchPass& pass, const char* colour) {
  std::array<double, kBins> bins{};
  for (const double micros : pass.micros)
    bins[std::min(kBins - 1, static_cast<std::size_t>(decade_of(micros) * kBins))] += 1;
  const double most = std::max(1.0, *std::ranges::max_element(bins));
  std::string points;
  for (std::size_t i = 0; i < kBins; ++i)
    points += fmt::format("{:.1f},{:.1f} ", kMargin + kInner * (static_cast<double>(i) + 0.5) / kBins,
                          kPlotTop + kPlotHeight * (1 - bins[i] / most));
  return fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", points, colour);
}

std::string latencies(const BenchFigures& figures) {
  std::string out =
      text(kMargin, kPlotTop - 25,
           fmt::format("CPU time of a mail: warm p50 {:.0f} µs, p99 {:.0f} µs (blue); cold p50 {:.0f} µs, "
                       "p99 {:.0f} µs (red); peaks to scale each",
                       figures.warm.percentile(0.5), figures.warm.percentile(0.99), figures.cold.percentile(0.5),
                       figures.cold.percentile(0.99)));
  constexpr const char* kMarks[]{"10 µs", "100 µs", "1 ms", "10 ms", "100 ms"};
  for (std::size_t i = 0; i < std::size(kMarks); ++i) {
    const double x = kMargin + kInner * static_cast<double>(i) / kDecades;
    out += box(x, kPlotTop, 1, kPlotHeight, "#dddddd");
    out += text(x - 15, kPlotTop + kPlotHeight + 20, kMarks[i]);
  }
  return out + distribution(figures.cold, kColours[5]) + distribution(figures.warm, kColours[1]);
}

}  // namespace

std::string to_svg(const BenchFigures& figures) {
  return fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"sans-serif\" "
             "font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
             kWidth, kHeight) +
         stages(figures) + latencies(figures) + "</svg>\n";
}

}  // namespace connections::app
