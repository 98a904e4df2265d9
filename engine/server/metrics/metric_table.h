#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

/// What `GET /metrics` shows, as a table: the registry, the table in README and their test read it.
namespace connections::server {

/// In the order of the table.
enum class Metric : std::uint8_t {
  kHttpRequests,
  kHttpSeconds,
  kSyncs,
  kSyncSeconds,
  kMailsArchived,
  kMailsUnfetched,
  kBookingsEnriched,
  kNamesTakenBack,
  kReviewsFiled,
  kFeedReads,
  kConnections,
  kConnectionsInError,
  kArrivals,
  kArrivalsNamed,
  kReviewsOpen,
  kAlarms,
  kDatabaseUp,
  kRulesOutdated,
  kParsersRefused,
};

enum class MetricType : std::uint8_t { kCounter, kGauge, kHistogram };
[[nodiscard]] std::string_view name(MetricType type) noexcept;  ///< "counter", …

/// A name that dashboards rely on: never renamed. Labels are words of this program (a route's pattern, an outcome),
/// never of people or mails.
struct MetricSpec {
  Metric metric;
  MetricType type;
  std::string_view name;
  std::array<std::string_view, 2> labels;  ///< empty: none
  std::string_view help;
};

[[nodiscard]] std::span<const MetricSpec> all_metrics() noexcept;

}  // namespace connections::server
