#include "server/metrics/metrics.h"

#include <map>
#include <mutex>
#include <set>
#include <vector>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace connections::server {
namespace {

constexpr std::string_view kOther = "other";

/// From a look-up to a sync of a whole mailbox.
prometheus::Histogram::BucketBoundaries buckets() { return {0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300}; }

const MetricSpec& spec_of(Metric metric) { return all_metrics()[static_cast<std::size_t>(metric)]; }

template <class T>
using Families = std::map<Metric, prometheus::Family<T>*>;

}  // namespace

struct Metrics::Impl {
  prometheus::Registry registry;
  Families<prometheus::Counter> counters;
  Families<prometheus::Gauge> gauges;
  Families<prometheus::Histogram> histograms;
  std::mutex mutex;
  std::map<Metric, std::set<std::vector<std::string>>> seen;  ///< guarded by mutex

  void add(const MetricSpec& spec) {
    const std::string name(spec.name), help(spec.help);
    switch (spec.type) {
      case MetricType::kCounter:
        counters[spec.metric] = &prometheus::BuildCounter().Name(name).Help(help).Register(registry);
        break;
      case MetricType::kGauge:
        gauges[spec.metric] = &prometheus::BuildGauge().Name(name).Help(help).Register(registry);
        break;
      case MetricType::kHistogram:
        histograms[spec.metric] = &prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
        break;
    }
    if (spec.labels.front().empty()) start_at_zero(spec);
  }

  /// So that the first event of a process is a change that can be seen.
  void start_at_zero(const MetricSpec& spec) {
    if (spec.type == MetricType::kCounter) counters[spec.metric]->Add({});
    if (spec.type == MetricType::kHistogram) histograms[spec.metric]->Add({}, buckets());
  }

  prometheus::Labels labels_of(Metric metric, Labels values) {
    std::vector<std::string> given(values.begin(), values.end());
    {
      const std::lock_guard lock(mutex);
      auto& known = seen[metric];
      if (!known.contains(given)) {
        if (known.size() >= kMaxSeries) given.assign(given.size(), std::string(kOther));
        known.insert(given);
      }
    }
    prometheus::Labels labels;
    for (std::size_t i = 0; i < given.size(); ++i) labels.emplace(spec_of(metric).labels.at(i), std::move(given[i]));
    return labels;
  }
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {
  for (const MetricSpec& spec : all_metrics()) impl_->add(spec);
}

Metrics::~Metrics() = default;

void Metrics::count(Metric counter, Labels labels, double by) {
  impl_->counters.at(counter)->Add(impl_->labels_of(counter, labels)).Increment(by);
}

void Metrics::set(Metric gauge, Labels labels, double value) {
  impl_->gauges.at(gauge)->Add(impl_->labels_of(gauge, labels)).Set(value);
}

void Metrics::observe(Metric histogram, Labels labels, double seconds) {
  impl_->histograms.at(histogram)->Add(impl_->labels_of(histogram, labels), buckets()).Observe(seconds);
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(impl_->registry.Collect()); }

}  // namespace connections::server
