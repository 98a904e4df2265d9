#pragma once

#include <cstddef>

namespace connections::sync {

/// How often something went well before: 96 of 100 stays were announced by a mail.
struct Record {
  std::size_t good = 0;
  std::size_t all = 0;
};

/// Fewer than these say nothing about what is usual.
inline constexpr std::size_t kLeastRecord = 8;
/// An alarm may be false once in ten years of looking at each thing that comes: it then costs a person a look.
inline constexpr double kFalseAlarmsAYear = 0.1;

/// Whether `failures` in a row are more than chance, where `a_year` such things come: the chance of the row, with the
/// share that the record shows (by Laplace's rule, never above 98 %), against kFalseAlarmsAYear.
[[nodiscard]] bool is_silence(const Record& before, std::size_t failures, double a_year);

/// Whether `bad` of `all` are more than chance, where `before` shows the usual share of good ones.
[[nodiscard]] bool is_surge(const Record& before, std::size_t bad, std::size_t all, double looks_a_year);

}  // namespace connections::sync
