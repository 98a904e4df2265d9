#pragma once

#include <string>

#include "app/corpus/bench_run.h"

namespace connections::app {

/// An SVG document: the stages as one bar, and how many mails took how long, cold and warm.
[[nodiscard]] std::string to_svg(const BenchFigures& figures);

}  // namespace connections::app
