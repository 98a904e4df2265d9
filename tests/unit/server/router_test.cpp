#include "unit/server/api_fixture.h"

#include <set>

#include "server/http/problem.h"
#include "support/files.h"
#include "support/golden.h"
#include "view/schema_table.h"

namespace connections::server {
namespace {

using testing::HasSubstr;

/// A path of the route: each place an id that nobody has, or that another workspace has.
std::string path_of(const Route& route, const std::string& id) {
  std::string path(route.path);
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
    path.replace(open, path.find('}') - open + 1, id);
  return path;
}

/// A body that passes the checks of the route.
std::string body_of(const Route& route) {
  if (route.body.empty()) return {};
  nlohmann::json body = nlohmann::json::object();
  for (const auto& member : view::find_schema(route.body)->members) {
    const auto type = view::parse_type(member.type);
    if (member.optional && !body.empty()) continue;
    body[std::string(member.name)] = type.words()          ? nlohmann::json(type.base.substr(0, type.base.find('|')))
                                     : type.base == "uuid" ? nlohmann::json("3fa85f64-5717-4562-b3fc-2c963f66afa6")
                                                           : nlohmann::json("x");
  }
  return body.dump();
}

struct RouterTest : ApiTest {
  static constexpr const char* kNobodys = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
  ConnectionId mine = make_connection(workspace, "mine");
  ConnectionId theirs = make_connection(other, "theirs");
};

TEST_F(RouterTest, NothingIsThereWithoutAValidKey) {
  stopped = std::chrono::steady_clock::now();
  for (const Route& route : all_routes()) {
    if (!needs_key(route.access)) continue;
    *stopped += std::chrono::minutes{1};  // a stranger who asks more often is told to wait
    const Answer answer = ask(std::string(route.method), path_of(route, mine.value), "", body_of(route));
    EXPECT_EQ(answer.status, 401) << route.path;
    EXPECT_EQ(answer.header("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(answer.code(), "UNAUTHORIZED");
  }
}

TEST_F(RouterTest, AKeyThatIsNoneIsNoKey) {
  for (const std::string& wrong : {std::string("ck_wrong"), owner_key + "x", secrets::api_key_hash(owner_key)})
    EXPECT_EQ(get(of(mine, "/health"), wrong).status, 401) << wrong;
  EXPECT_EQ(get(of(mine, "/health"), "", {{"Authorization", "Basic " + owner_key}}).status, 401);
  EXPECT_EQ(get(of(mine, "/health"), "", {{"Authorization", "Bearer "}}).status, 401);
}

/// The isolation walk: an id of another workspace looks exactly like one that does not exist, on every route.
TEST_F(RouterTest, AnotherWorkspacesIdLooksLikeNone) {
  int walked = 0;
  for (const Route& route : all_routes()) {
    if (!needs_key(route.access) || places_of(route.path).empty()) continue;
    const std::string method(route.method);
    const Answer cross = ask(method, path_of(route, theirs.value), owner_key, body_of(route));
    const Answer nobodys = ask(method, path_of(route, kNobodys), owner_key, body_of(route));
    const Answer garbage = ask(method, path_of(route, "garbage"), owner_key, body_of(route));
    if (cross.code() == "CONFIG_INVALID") continue;  // routes of Google, which this test has not: gmail_routes_test
    ++walked;
    EXPECT_EQ(cross.status, 403) << method << " " << route.path << cross.body;
    EXPECT_EQ(nobodys.body, cross.body) << route.path;
    EXPECT_EQ(garbage.body, cross.body) << route.path;
  }
  EXPECT_GE(walked, 4);
}

TEST_F(RouterTest, ARoleMayDoWhatTheTableSays) {
  for (const Route& route : all_routes()) {
    if (!needs_key(route.access)) continue;
    const auto status_of = [&](const std::string& key) {
      const Answer answer = ask(std::string(route.method), path_of(route, kNobodys), key, body_of(route));
      return std::pair(answer.status, answer.body.find("this needs a key") != std::string::npos);
    };
    const std::pair refused(403, true);
    EXPECT_EQ(status_of(reader_key) == refused, route.access != Access::kReader) << route.path;
    EXPECT_EQ(status_of(operator_key) == refused,
              route.access == Access::kOwner || route.access == Access::kOwnerOrLink)
        << route.path;
    EXPECT_NE(status_of(owner_key), refused) << route.path;
  }
}

TEST_F(RouterTest, ARevokedKeyEndsAtOnceAndTheUseOfAKeyIsNoted) {
  EXPECT_EQ(get(of(mine, "/health"), owner_key).status, 200);
  const auto keys = must(app(workspace, [](store::Transaction& app) { return store::list_api_keys(app); }));
  const auto used = std::ranges::find(keys, store::KeyRole::kOwner, &store::ApiKey::role);
  EXPECT_EQ(used->last_used_at, now);
  EXPECT_FALSE(app(other, [&](store::Transaction& app) { return store::revoke_api_key(app, used->id, now); }))
      << "another workspace cannot revoke it";
  must(app(workspace, [&](store::Transaction& app) { return store::revoke_api_key(app, used->id, now); }));
  EXPECT_EQ(get(of(mine, "/health"), owner_key).status, 401);
}

TEST_F(RouterTest, SaysWhichMethodsAPathTakes) {
  const Answer answer = ask("PUT", "/api/cohost/connections", owner_key, "{}");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.header("Allow"), "GET, POST");
  EXPECT_EQ(ask("DELETE", "/health", "").status, 405);
  EXPECT_EQ(get("/elsewhere", owner_key).status, 404);
  EXPECT_EQ(get("/", "").status, 404);
  EXPECT_EQ(post("/gmail/push", "").status, 404) << "not configured";
}

TEST_F(RouterTest, NamesEveryWrongMemberAndParameter) {
  const Answer answer = post("/api/cohost/connections", owner_key, R"({"platfrom": "vrbo", "name": 7})");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.code(), "INVALID_FIELDS");
  EXPECT_EQ(answer.document.at("errors"), json::parse(R"([{"field": "name", "message": "must be a text"},
    {"field": "platfrom", "message": "unknown member"}, {"field": "platform", "message": "is missing"}])"));
  for (const char* query :
       {"?limit=0", "?limit=201", "?limit=x", "?limit=", "?limit=1&limit=2", "?offset=1", "?after=x"})
    EXPECT_EQ(get(of(mine, "/syncs") + query, reader_key).status, 422) << query;
  EXPECT_EQ(get(of(mine, "/syncs?limit=200"), reader_key).status, 200);
}

TEST_F(RouterTest, TakesJsonOnly) {
  const std::string path = "/api/cohost/connections", body = R"({"platform": "vrbo"})";
  EXPECT_EQ(post(path, owner_key, body, {{"Content-Type", "text/plain"}}).status, 415);
  EXPECT_EQ(post(path, owner_key, body, {{"Content-Type", "application/jsonp"}}).status, 415);
  EXPECT_EQ(post(path, owner_key, body, {{"Content-Type", "multipart/form-data; boundary=x"}}).status, 415);
  EXPECT_EQ(post(path, owner_key, "{", {}).status, 400);
  EXPECT_EQ(post(path, owner_key, "[]", {}).status, 422);
  EXPECT_EQ(post(path, owner_key, std::string(HttpServer::kMaxBody + 1, ' ')).status, 413);
  EXPECT_EQ(post(path, owner_key, body, {{"Content-Type", "application/json; charset=utf-8"}}).status, 201);
}

TEST_F(RouterTest, AKeyThatAsksTooOftenIsToldWhenToComeAgain) {
  stopped = std::chrono::steady_clock::now();
  Answer last;
  for (int i = 0; i < 300 && last.status != 429; ++i) last = get(of(mine), reader_key);
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(last.header("Retry-After"), "1");
  EXPECT_EQ(get(of(mine), owner_key).status, 200) << "each key has its own";
}

TEST_F(RouterTest, GuessingKeysIsSlow) {
  stopped = std::chrono::steady_clock::now();
  Answer last;
  for (int i = 0; i < 40 && last.status != 429; ++i) last = get(of(mine), "ck_guess");
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(get(of(mine), owner_key).status, 200) << "who has a key is not held up";
}

TEST_F(RouterTest, TheProcessTellsHowItIs) {
  EXPECT_EQ(get("/health", "").document.at("status"), "ok");
  EXPECT_EQ(get("/readyz", "").status, 200);
  process.database_error = "STORE_UNAVAILABLE";
  EXPECT_EQ(get("/health", "").status, 503);
  EXPECT_EQ(get("/readyz", "").status, 503);
  EXPECT_EQ(get("/healthz", "").status, 200);
}

TEST_F(RouterTest, EveryCodeHasAPage) {
  for (const Route& route : all_routes())
    for (const std::string_view code : errors_of(route))
      EXPECT_EQ(get("/problems/" + std::string(code), "").status, 200) << code;
  EXPECT_EQ(get("/problems/NOTHING", "").status, 404);
}

TEST(Routes, AreCompleteAndTheirSchemasExist) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const Route& route : all_routes()) {
    EXPECT_TRUE(seen.emplace(route.method, route.path).second) << route.path << " is there twice";
    EXPECT_NE(route.answer, nullptr) << route.path;
    EXPECT_FALSE(route.summary.empty() || route.summary.ends_with('.')) << route.path;
    if (!route.body.empty()) {
      EXPECT_NE(view::find_schema(route.body), nullptr) << route.body;
    }
    for (const std::string_view code : errors_of(route)) EXPECT_NE(find_problem(code), nullptr) << code;
  }
  for (const view::Schema& schema : view::all_schemas())
    for (const view::SchemaMember& member : schema.members) {
      const std::string_view base = view::parse_type(member.type).base;
      const bool known = base.find('|') != std::string_view::npos || view::find_schema(base) != nullptr;
      static const std::set<std::string_view> kBases{"text", "uuid", "date", "time", "whole", "number", "flag", "any"};
      EXPECT_TRUE(known || kBases.contains(base)) << schema.name << "." << member.name;
    }
}

TEST(Routes, AreTheTableInReadme) {
  const std::filesystem::path readme = CONNECTIONS_SOURCE_DIR "/README.md";
  constexpr std::string_view kBegin = "<!-- routes -->\n", kEnd = "<!-- /routes -->";
  std::string text = test::read_file(readme);
  const auto begin = text.find(kBegin), end = text.find(kEnd);
  ASSERT_TRUE(begin != std::string::npos && end != std::string::npos);
  std::string table = "| route | for | what |\n|---|---|---|\n";
  for (const Route& route : all_routes())
    table += "| `" + std::string(route.method) + " " + std::string(route.path) + "` | " +
             std::string(name(route.access)) + " | " + std::string(route.summary) + " |\n";
  text.replace(begin + kBegin.size(), end - begin - kBegin.size(), table);
  EXPECT_TRUE(test::matches_golden(readme, text));
}

}  // namespace
}  // namespace connections::server
