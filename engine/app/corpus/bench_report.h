#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "app/corpus/bench_run.h"

namespace connections::app {

/// The document of `corpus bench --json`. Times in µs; MB are 10^6 bytes.
[[nodiscard]] nlohmann::ordered_json to_json(const BenchFigures& figures);

/// Each figure of `now` over the same one of `baseline`, by its JSON pointer ("/us_per_mail/p50"). What either lacks,
/// and what is 0, is left out.
[[nodiscard]] nlohmann::ordered_json ratios(const nlohmann::json& now, const nlohmann::json& baseline);

/// For people, 80 columns at most; with a column of ratios if there is a baseline.
[[nodiscard]] std::string to_text(const BenchFigures& figures, const std::optional<nlohmann::json>& baseline);

}  // namespace connections::app
