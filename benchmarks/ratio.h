#pragma once

#include <fmt/format.h>

/// How a program tells ./dev bench what it measured, for benchmarks/results.
namespace connections::bench {

/// One line "ratio NAME VALUE LIMIT"; `limit` as a person reads it: "≤ 2".
inline void print_ratio(std::string_view name, double value, std::string_view limit) {
  fmt::print("ratio {} {:.3f} {}\n", name, value, limit);
}

}  // namespace connections::bench
