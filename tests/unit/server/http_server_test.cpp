#include "server/http/http_server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <httplib.h>

namespace connections::server {
namespace {

using testing::HasSubstr;

struct Http : testing::Test {
  HttpServer server;
  std::unique_ptr<httplib::Client> client;
  int port = 0;

  void start() {
    server.get("/echo/([a-z]+)", [](const HttpRequest& in) { return HttpReply{200, {{"was", in.capture}}}; });
    server.get("/throw", [](const HttpRequest&) -> HttpReply { throw std::runtime_error("a secret"); });
    server.post("/in", [](const HttpRequest& in) { return HttpReply{200, {{"bytes", in.body.size()}}}; });
    server.post("/none", [](const HttpRequest&) { return HttpReply{204}; });
    const auto bound = server.start("127.0.0.1", 0);
    ASSERT_TRUE(bound) << to_string(bound.error());
    port = *bound;
    client = std::make_unique<httplib::Client>("127.0.0.1", port);
  }
  void SetUp() override { start(); }
  /// Sends these bytes and gives what comes until the server closes.
  std::string raw(const std::string& request) const {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(send(socket, request.data(), request.size(), 0), static_cast<ssize_t>(request.size()));
    std::string answer;
    char piece[1024];
    for (ssize_t got = 0; (got = recv(socket, piece, sizeof piece, 0)) > 0;)
      answer.append(piece, static_cast<std::size_t>(got));
    close(socket);
    return answer;
  }
};

TEST_F(Http, AnswersWithJson) {
  const auto answer = client->Get("/echo/ada");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->get_header_value("Content-Type"), "application/json");
  EXPECT_EQ(answer->body, "{\"was\":\"ada\"}\n");
  EXPECT_EQ(client->Post("/none", "", "text/plain")->status, 204);
}

TEST_F(Http, SaysThatThereIsNothing) {
  const auto answer = client->Get("/elsewhere");
  EXPECT_EQ(answer->status, 404);
  EXPECT_THAT(answer->body, HasSubstr("no such path"));
  EXPECT_EQ(client->Get("/echo/ADA")->status, 404);
}

TEST_F(Http, AHandlerThatThrowsTellsNothing) {
  const auto answer = client->Get("/throw");
  EXPECT_EQ(answer->status, 500);
  EXPECT_THAT(answer->body, testing::Not(HasSubstr("secret")));
}

TEST_F(Http, RefusesABodyThatIsTooLong) {
  EXPECT_EQ(client->Post("/in", std::string(HttpServer::kMaxBody, 'x'), "text/plain")->status, 200);
  const auto answer = client->Post("/in", std::string(HttpServer::kMaxBody + 1, 'x'), "text/plain");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 413);
}

/// As curl -X POST sends it.
TEST_F(Http, APostWithoutALengthHasNoBodyAndIsAnsweredAtOnce) {
  const auto begun = std::chrono::steady_clock::now();
  const std::string answer = raw("POST /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr(" 200 "));
  EXPECT_THAT(answer, HasSubstr("{\"bytes\":0}"));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, HttpServer::kRead);
}

TEST_F(Http, RefusesAFormAndGoesOnWithTheNextRequest) {
  client->set_keep_alive(true);
  const httplib::MultipartFormDataItems form{{"a", "GET /throw HTTP/1.1", "f", "text/plain"}};
  EXPECT_EQ(client->Post("/in", form)->status, 415);
  EXPECT_EQ(client->Post("/in", "abc", "text/plain")->body, "{\"bytes\":3}\n");
}

TEST_F(Http, RefusesHeadersThatAreTooLong) {
  httplib::Headers headers;
  for (int i = 0; i < 5; ++i) headers.emplace("X-" + std::to_string(i), std::string(4000, 'x'));
  const auto answer = client->Get("/echo/ada", headers);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 431);
}

TEST_F(Http, SaysThatAnAddressIsTaken) {
  HttpServer second;
  const auto bound = second.start("127.0.0.1", port);
  ASSERT_FALSE(bound);
  EXPECT_EQ(bound.error().code, Errc::kIo);
}

TEST_F(Http, StopsAndMayBeStoppedTwice) {
  server.stop();
  server.stop();
  EXPECT_FALSE(client->Get("/echo/ada"));
}

TEST(HttpErrors, TheStatusFollowsFromTheCode) {
  EXPECT_EQ(error_reply(Error{Errc::kSyncInProgress, "m", "w", "h"}).status, 409);
  EXPECT_EQ(error_reply(Error{Errc::kLabelConflict, "m", "w", "h"}).status, 409);
  EXPECT_EQ(error_reply(Error{Errc::kForbidden, "m", "w", "h"}).status, 403);
  EXPECT_EQ(error_reply(Error{Errc::kStoreUnavailable, "m", "w", "h"}).status, 503);
  const HttpReply reply = error_reply(Error{Errc::kLabelNotFound, "message", "where", "hint"});
  EXPECT_EQ(reply.body.dump(),
            R"({"error":{"code":"LABEL_NOT_FOUND","message":"message","where":"where","hint":"hint"}})");
}

}  // namespace
}  // namespace connections::server
