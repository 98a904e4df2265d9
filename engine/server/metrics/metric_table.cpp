#include "server/metrics/metric_table.h"

namespace connections::server {
namespace {

using enum Metric;
using enum MetricType;

constexpr MetricSpec kMetrics[]{
    {kHttpRequests, kCounter, "connections_http_requests_total", {"route", "status"}, "Requests answered"},
    {kHttpSeconds,
     kHistogram,
     "connections_http_request_seconds",
     {"route"},
     "Seconds from a whole request to its reply"},
    {kSyncs,
     kCounter,
     "connections_syncs_total",
     {"outcome"},
     "Syncs of connections that ended: done, failed, interrupted"},
    {kSyncSeconds, kHistogram, "connections_sync_seconds", {}, "Seconds that a sync took"},
    {kMailsArchived, kCounter, "connections_mails_archived_total", {}, "Mails new on the tape"},
    {kMailsUnfetched,
     kCounter,
     "connections_mails_unfetched_total",
     {},
     "Mails that a mailbox listed and did not hand over"},
    {kBookingsEnriched, kCounter, "connections_bookings_enriched_total", {}, "Names that mails wrote into bookings"},
    {kNamesTakenBack, kCounter, "connections_names_taken_back_total", {}, "Names that left their booking again"},
    {kReviewsFiled, kCounter, "connections_reviews_filed_total", {}, "Questions for a person"},
    {kFeedReads,
     kCounter,
     "connections_feed_reads_total",
     {"outcome"},
     "Reads of calendar feeds: changed, unchanged, failed"},
    {kConnections, kGauge, "connections_mailboxes", {}, "Connections of all workspaces"},
    {kConnectionsInError, kGauge, "connections_mailboxes_in_error", {}, "Of these, with gmail_status error"},
    {kArrivals, kGauge, "connections_arrivals", {}, "Stays that begin within 14 days"},
    {kArrivalsNamed, kGauge, "connections_arrivals_named", {}, "Of these, with a guest's name"},
    {kReviewsOpen, kGauge, "connections_reviews_open", {}, "Open questions for a person"},
    {kAlarms, kGauge, "connections_alarms", {"kind"}, "Alarms that stand: what fell silent"},
    {kDatabaseUp, kGauge, "connections_database_up", {}, "1 if the database answers"},
    {kRulesOutdated, kGauge, "connections_rules_outdated", {}, "1 if newer rules were refused"},
    {kParsersRefused, kGauge, "connections_parsers_refused", {}, "Parsers that were not loaded"},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kMetrics); ++i)
    if (static_cast<std::size_t>(kMetrics[i].metric) != i) return false;
  return true;
}
static_assert(in_order());

}  // namespace

std::string_view name(MetricType type) noexcept {
  static constexpr std::array<std::string_view, 3> kNames{"counter", "gauge", "histogram"};
  return kNames[static_cast<std::size_t>(type)];
}

std::span<const MetricSpec> all_metrics() noexcept { return kMetrics; }

}  // namespace connections::server
