#include "server/metrics/metrics.h"

#include <regex>
#include <set>

#include "server/health/health_metrics.h"
#include "support/golden.h"
#include "unit/server/api_fixture.h"

namespace connections::server {
namespace {

using testing::HasSubstr;
using testing::Not;

struct MetricsTest : ApiTest {
  Metrics metrics;

  void SetUp() override {
    runner.metrics = &metrics;
    api.metrics = [this] {
      show_health(process, metrics);
      return metrics.text();
    };
    ApiTest::SetUp();
  }
};

TEST_F(MetricsTest, CountRequestsByRouteAndStatusAndSyncsByOutcome) {
  const ConnectionId good = make_connection(workspace, "good");
  const ConnectionId broken = make_connection(workspace, "broken", true);
  get(of(good), reader_key);
  get(of(good), "");
  post(of(good, "/sync"), operator_key);
  post(of(broken, "/sync"), operator_key);
  const Answer answer = get("/metrics", "");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Type"), Metrics::kContentType);
  for (const char* line :
       {"connections_http_requests_total{route=\"GET /api/cohost/connections/{id}\",status=\"200\"} 1",
        "connections_http_requests_total{route=\"GET /api/cohost/connections/{id}\",status=\"401\"} 1",
        "connections_syncs_total{outcome=\"done\"} 1", "connections_syncs_total{outcome=\"failed\"} 1",
        "connections_sync_seconds_count 2", "connections_bookings_enriched_total 0",
        "# TYPE connections_http_request_seconds histogram", "connections_database_up 1"})
    EXPECT_THAT(answer.body, HasSubstr(line));
}

TEST_F(MetricsTest, HoldNoIdsAndNoNames) {
  const ConnectionId id = make_connection(workspace, "Ada Example");
  for (const std::string& path : {of(id), of({"3fa85f64-5717-4562-b3fc-2c963f66afa6"}), std::string("/elsewhere")})
    get(path, reader_key);
  static const std::regex uuid("[0-9a-f]{8}-[0-9a-f]{4}-");
  const std::string text = get("/metrics", "").body;
  EXPECT_FALSE(std::regex_search(text, uuid)) << text;
  EXPECT_THAT(text, Not(HasSubstr("Ada")));
  EXPECT_THAT(text, Not(HasSubstr("elsewhere")));
}

TEST_F(MetricsTest, ShowWhatHealthCounted) {
  process.totals = Totals{
      .connections = 3, .in_error = 1, .arrivals = 13, .arrivals_named = 12, .reviews_open = 4, .counted_at = now};
  process.alarms = AlarmTotals{.of_kind = {0, 0, 0, 2, 0, 0, 0}, .counted_at = now};
  const std::string text = get("/metrics", "").body;
  for (const char* line :
       {"connections_mailboxes 3", "connections_mailboxes_in_error 1", "connections_arrivals 13",
        "connections_arrivals_named 12", "connections_reviews_open 4", "connections_alarms{kind=\"label_emptied\"} 2",
        "connections_alarms{kind=\"token_dying\"} 0"})
    EXPECT_THAT(text, HasSubstr(line));
}

TEST(MetricsOfAProcess, NeverHoldMoreSeriesThanTheirBound) {
  Metrics metrics;
  for (std::size_t i = 0; i < 2 * Metrics::kMaxSeries; ++i)
    metrics.count(Metric::kSyncs, {"outcome " + std::to_string(i)});
  const std::string text = metrics.text();
  std::size_t series = 0;
  for (std::size_t at = text.find("\nconnections_syncs_total"); at != std::string::npos;
       at = text.find("\nconnections_syncs_total", at + 1))
    ++series;
  EXPECT_EQ(series, Metrics::kMaxSeries + 1);
  EXPECT_THAT(text, HasSubstr("connections_syncs_total{outcome=\"other\"} 1000"));
}

TEST(MetricsOfAProcess, AreTheTableInReadme) {
  const std::filesystem::path readme = CONNECTIONS_SOURCE_DIR "/README.md";
  constexpr std::string_view kBegin = "<!-- metrics -->\n", kEnd = "<!-- /metrics -->";
  std::string text = test::read_file(readme);
  const auto begin = text.find(kBegin), end = text.find(kEnd);
  ASSERT_TRUE(begin != std::string::npos && end != std::string::npos);
  std::string table = "| metric | type | labels | what |\n|---|---|---|---|\n";
  for (const MetricSpec& one : all_metrics()) {
    std::string labels;
    for (const std::string_view label : one.labels)
      if (!label.empty()) labels += (labels.empty() ? "" : ", ") + std::string(label);
    table += "| `" + std::string(one.name) + "` | " + std::string(name(one.type)) + " | " + labels + " | " +
             std::string(one.help) + " |\n";
  }
  text.replace(begin + kBegin.size(), end - begin - kBegin.size(), table);
  EXPECT_TRUE(test::matches_golden(readme, text));
}

TEST(MetricsOfAProcess, HaveNamesAsPrometheusWantsThem) {
  std::set<std::string_view> names;
  for (const MetricSpec& one : all_metrics()) {
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_TRUE(one.name.starts_with("connections_")) << one.name;
    EXPECT_EQ(one.name.ends_with("_total"), one.type == MetricType::kCounter) << one.name;
    EXPECT_EQ(one.name.ends_with("_seconds"), one.type == MetricType::kHistogram) << one.name;
  }
}

}  // namespace
}  // namespace connections::server
