#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "server/metrics/metric_table.h"

namespace connections::server {

/// The figures of this process, in the text format of Prometheus. The only user of prometheus-cpp. Thread-safe.
class Metrics {
 public:
  /// Values of the metric's labels, in the order of its table row.
  using Labels = std::initializer_list<std::string_view>;
  /// Combinations of label values that one metric may have; further ones are counted as "other". Twice what the table
  /// of routes makes: so that a mistake cannot fill the memory of whoever scrapes.
  static constexpr std::size_t kMaxSeries = 1'000;
  static constexpr std::string_view kContentType = "text/plain; version=0.0.4; charset=utf-8";

  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void count(Metric counter, Labels labels, double by = 1);
  void set(Metric gauge, Labels labels, double value);
  void observe(Metric histogram, Labels labels, double seconds);

  [[nodiscard]] std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace connections::server
