#pragma once

#include "server/health/process_health.h"
#include "server/metrics/metrics.h"

namespace connections::server {

/// Sets the gauges to what `health` says.
void show_health(const ProcessHealth& health, Metrics& metrics);

}  // namespace connections::server
