#include "sync/health.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "server/health/process_health.h"
#include "store/tables/fetch_failure_store.h"
#include "unit/server/fixture.h"
#include "view/health_view.h"

namespace connections::server {
namespace {

using nlohmann::json;

struct Health : ServerTest {
  sync::ConnectionHealth health_of(const ConnectionId& id) {
    return must(app(workspace, [&](store::Transaction& app) { return sync::connection_health(app, id); }));
  }
};

TEST_F(Health, OfAFreshFolderIsAllWellAndItsFormIsAContract) {
  const ConnectionId id = make_connection(workspace, "fresh");
  const auto health = health_of(id);
  EXPECT_EQ(sync::advice_for(health), sync::Advice::kNothing);
  EXPECT_EQ(
      json(json::parse(view::to_json(health, {}).dump())),
      json::parse(
          R"({
    "connection": ")" +
          id.value +
          R"(", "name": "fresh", "source": "folder", "gmail_status": null, "gmail_error_code": "", "gmail_error": "",
    "error_since": null, "advice": null, "last_synced_at": null, "last_run": null, "emails_unfetched": 0,
    "unfetched": [], "emails_pending": 0, "emails_waiting": 0, "emails_quarantined": 0, "watch": null,
    "waiting": [], "alarms": []})"));
}

TEST_F(Health, TellsSinceWhenAPersonMustReconnectAndHow) {
  const ConnectionId id = make_gmail_connection("gmail");
  EXPECT_EQ(sync::advice_for(health_of(id)), sync::Advice::kConnect);
  for (int i = 0; i < 2; ++i) {
    must(app(workspace, [&](store::Transaction& app) {
      return store::set_gmail_error(app, id, "invalid_grant", "invalid_grant: access has ended", now);
    }));
    now += std::chrono::hours{1};
  }
  const auto shown = view::to_json(health_of(id), {});
  EXPECT_EQ(shown.at("gmail_status"), "error");
  EXPECT_EQ(shown.at("advice").at("what"), "reconnect");
  EXPECT_EQ(shown.at("advice").at("since"), "2026-05-20T09:00:00Z");
  EXPECT_EQ(shown.at("advice").at("command"), "connections gmail connect --connection " + id.value);
  must(app(workspace,
           [&](store::Transaction& app) { return store::set_gmail_status(app, id, store::GmailStatus::kConnected); }));
  EXPECT_EQ(view::to_json(health_of(id), {}).at("advice"), nullptr);
}

TEST_F(Health, ALabelNamedLikeAnErrorCodeIsNoReasonToReconnect) {
  const ConnectionId id = make_gmail_connection("label");
  must(app(workspace, [&](store::Transaction& app) {
    return store::set_gmail_error(app, id, "LABEL_NOT_FOUND",
                                  "LABEL_NOT_FOUND: the mailbox has no label 'invalid_grant'", now);
  }));
  EXPECT_NE(view::to_json(health_of(id), {}).at("advice").at("what"), "reconnect");
}

TEST_F(Health, ShowsTheLastRunAndWhyAMailCouldNotBeFetched) {
  const ConnectionId id = make_connection(workspace, "broken", true);
  EXPECT_FALSE(runner.run(workspace, id));
  must(app(workspace, [&](store::Transaction& app) {
    return store::record_fetch_failure(app, id, "m1", Error{Errc::kSourceFailed, "the server said 500", {}, {}}, now);
  }));
  const auto shown = view::to_json(health_of(id), {});
  EXPECT_EQ(shown.at("last_run").at("status"), "failed");
  EXPECT_FALSE(shown.at("last_run").at("error").get<std::string>().empty());
  EXPECT_EQ(shown.at("advice").at("what"), "look at the last run");
  EXPECT_EQ(shown.at("emails_unfetched"), 1);
  EXPECT_EQ(shown.at("unfetched").at(0).at("gmail_message_id"), "m1");
  EXPECT_THAT(shown.at("unfetched").at(0).at("error").get<std::string>(), testing::HasSubstr("the server said 500"));
}

TEST_F(Health, CountsMailsThatWaitForTheCalendar) {
  const ConnectionId id = make_connection(workspace, "one");
  const auto mail =
      std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented/mail/airbnb/confirmed-de.eml";
  std::filesystem::copy_file(mail, folder.path() / (workspace.value + "one") / "a.eml");
  const auto stats = must(runner.run(workspace, id));
  const auto health = health_of(id);
  EXPECT_EQ(health.pending, 0u);
  EXPECT_EQ(health.waiting, stats.waiting);
  EXPECT_EQ(health.connection.last_synced_at, now);
}

TEST_F(Health, OfAnotherWorkspacesConnectionIsNotFound) {
  const ConnectionId theirs = make_connection(make_workspace("other"), "theirs");
  EXPECT_EQ(app(workspace, [&](store::Transaction& app) { return sync::connection_health(app, theirs); }).error().code,
            Errc::kNotFound);
}

TEST(ProcessHealthForm, IsAContract) {
  const Instant at = *parse_rfc3339("2026-05-20T09:00:00Z");
  ProcessHealth health;
  health.rules = {"abc", at, {}, {}, 0};
  EXPECT_EQ(
      to_json(health).dump(),
      R"({"status":"ok","database":{"reachable":true,"error":""},"rules":{"rule_book":"abc",)"
      R"("loaded_at":"2026-05-20T09:00:00Z","error":"","error_since":null,"prefilter_fallbacks":0},"plugins":{"refused":[]},)"
      R"("connections":null,"alarms":null})");
  health.rules.error = "E301 RULES_INVALID: x";
  health.rules.error_since = at;
  health.totals = Totals{.workspaces = 1, .connections = 3, .in_error = 1, .must_reconnect = 1, .counted_at = at};
  health.refused.push_back(
      {.id = "vrbo", .version = {}, .file = {}, .sha256 = {}, .state = plugin::ParserState::kRefused, .why = "magic"});
  const auto shown = to_json(health);
  EXPECT_EQ(shown.at("status"), "attention");
  EXPECT_EQ(shown.at("rules").at("error_since"), "2026-05-20T09:00:00Z");
  EXPECT_EQ(shown.at("connections").at("must_reconnect"), 1);
  EXPECT_EQ(shown.at("plugins").at("refused").at(0).at("id"), "vrbo");
  EXPECT_TRUE(health.able()) << "a restart would not help";
  health.database_error = "STORE_UNAVAILABLE";
  EXPECT_EQ(to_json(health).at("status"), "failing");
}

}  // namespace
}  // namespace connections::server
