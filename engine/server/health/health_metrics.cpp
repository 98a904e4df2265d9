#include "server/health/health_metrics.h"

namespace connections::server {
namespace {

void show_totals(const Totals& totals, Metrics& metrics) {
  const auto set = [&](Metric gauge, std::size_t value) { metrics.set(gauge, {}, static_cast<double>(value)); };
  set(Metric::kConnections, totals.connections);
  set(Metric::kConnectionsInError, totals.in_error);
  set(Metric::kArrivals, totals.arrivals);
  set(Metric::kArrivalsNamed, totals.arrivals_named);
  set(Metric::kReviewsOpen, totals.reviews_open);
}

void show_alarms(const AlarmTotals& alarms, Metrics& metrics) {
  for (int i = 0; i < sync::kAlarmKinds; ++i)
    metrics.set(Metric::kAlarms, {sync::name(static_cast<sync::AlarmKind>(i))},
                static_cast<double>(alarms.of_kind.at(static_cast<std::size_t>(i))));
}

}  // namespace

void show_health(const ProcessHealth& health, Metrics& metrics) {
  metrics.set(Metric::kDatabaseUp, {}, health.able() ? 1 : 0);
  metrics.set(Metric::kRulesOutdated, {}, health.rules.error.empty() ? 0 : 1);
  metrics.set(Metric::kParsersRefused, {}, static_cast<double>(health.refused.size()));
  if (health.totals) show_totals(*health.totals, metrics);
  if (health.alarms) show_alarms(*health.alarms, metrics);
}

}  // namespace connections::server
