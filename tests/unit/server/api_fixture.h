#pragma once

#include <algorithm>
#include <regex>

#include <gmock/gmock.h>
#include <httplib.h>

#include "secrets/api_key.h"
#include "server/api/openapi.h"
#include "server/api/router.h"
#include "server/http/http_server.h"
#include "store/access/api_key_store.h"
#include "unit/server/fixture.h"
#include "unit/server/schema_check.h"

namespace connections::server {

/// The API over HTTP, with keys of each role for a workspace and another workspace beside it. Every reply is held
/// against the OpenAPI document.
struct ApiTest : ServerTest {
  using json = nlohmann::json;

  ProcessHealth process;
  std::optional<std::chrono::steady_clock::time_point> stopped;  ///< the clock that requests are counted by
  Api api{.runner = runner,
          .health = [this] { return process; },
          .steady_now = [this] { return stopped.value_or(std::chrono::steady_clock::now()); }};
  Router router{api};
  HttpServer server{[this](const HttpRequest& request) { return router.answer(request); },
                    [](std::string_view, std::string_view) { return HttpServer::kMaxBody; },
                    {.stream_pause = std::chrono::milliseconds{10}, .stream_life = std::chrono::milliseconds{100}}};
  json document = json::parse(openapi(all_routes()).dump());
  int port = 0;
  WorkspaceId other = make_workspace("other");
  std::string owner_key = make_key(workspace, store::KeyRole::kOwner);
  std::string operator_key = make_key(workspace, store::KeyRole::kOperator);
  std::string reader_key = make_key(workspace, store::KeyRole::kReader);

  void SetUp() override { port = must(server.start("127.0.0.1", 0)); }

  std::string make_key(const WorkspaceId& where, store::KeyRole role = store::KeyRole::kOwner) {
    const std::string made = secrets::new_api_key();
    must(app(where, [&](store::Transaction& app) {
      return store::create_api_key(app, {.name = "test", .key_hash = secrets::api_key_hash(made), .role = role}, now);
    }));
    return made;
  }

  struct Answer {
    int status = 0;
    std::string body;
    httplib::Headers headers;
    json document;  ///< the body, if it is JSON

    [[nodiscard]] std::string code() const { return document.value("code", ""); }
    [[nodiscard]] std::string header(const std::string& name) const {
      const auto found = headers.find(name);
      return found == headers.end() ? "" : found->second;
    }
  };
  using More = httplib::Headers;

  Answer ask(const std::string& method, const std::string& path, const std::string& key, const std::string& body = {},
             More headers = {}) {
    httplib::Client client("127.0.0.1", port);
    client.set_read_timeout(std::chrono::seconds{60});
    httplib::Request request;
    request.method = method;
    request.path = path;
    request.headers = std::move(headers);
    if (!key.empty()) request.set_header("Authorization", "Bearer " + key);
    if (!body.empty()) {
      request.body = body;
      if (!request.has_header("Content-Type")) request.set_header("Content-Type", "application/json");
    }
    const auto result = client.send(request);
    if (!result) throw std::runtime_error("no answer to " + method + " " + path);
    Answer answer{result->status, result->body, result->headers, json::parse(result->body, nullptr, false)};
    if (answer.document.is_discarded()) answer.document = nullptr;
    EXPECT_EQ(misfit(method, path, answer), "") << method << " " << path << "\n" << answer.body;
    return answer;
  }
  Answer get(const std::string& path, const std::string& key, More headers = {}) {
    return ask("GET", path, key, {}, std::move(headers));
  }
  Answer post(const std::string& path, const std::string& key, const std::string& body = {}, More headers = {}) {
    return ask("POST", path, key, body, std::move(headers));
  }

  static std::string of(const ConnectionId& id, const char* what = "") {
    return "/api/cohost/connections/" + id.value + what;
  }

 private:
  /// Where the reply is not what the document says; empty if it is.
  [[nodiscard]] std::string misfit(std::string method, const std::string& target, const Answer& answer) const {
    const SchemaCheck check(document);
    if (answer.status >= 400 && answer.header("Content-Type") == "application/problem+json")
      return check.check(answer.document, document.at("components").at("schemas").at("Problem"));
    std::ranges::transform(method, method.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::string path = target.substr(0, target.find('?'));
    for (const auto& [pattern, operations] : document.at("paths").items()) {
      if (!fits(pattern, path) || !operations.contains(method)) continue;
      const auto& responses = operations.at(method).at("responses");
      if (!responses.contains(std::to_string(answer.status))) return "status is not in the document";
      const auto& response = responses.at(std::to_string(answer.status));
      if (!response.contains("content")) return answer.body.empty() ? "" : "a body that is not in the document";
      if (!response.at("content").contains("application/json")) return "";
      return check.check(answer.document, response.at("content").at("application/json").at("schema"));
    }
    return "path is not in the document";
  }
  static bool fits(const std::string& pattern, const std::string& path) {
    std::string expression;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
      if (pattern[at] != '{') {
        expression += pattern[at] == '.' ? "\\." : std::string(1, pattern[at]);
        continue;
      }
      expression += "[^/]+";
      at = pattern.find('}', at);
    }
    return std::regex_match(path, std::regex(expression));
  }
};

}  // namespace connections::server
