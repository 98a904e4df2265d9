#include "server/http/http_server.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <thread>

#include <gmock/gmock.h>
#include <httplib.h>

#include "server/http/connection_count.h"
#include "server/http/problem.h"
#include "server/http/target.h"
#include "support/background_program.h"

namespace connections::server {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

/// A client that speaks byte by byte.
class RawClient {
 public:
  explicit RawClient(int port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~RawClient() { close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False once the server has closed.
  bool send(const std::string& bytes) const {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  }
  /// What comes until the server closes.
  [[nodiscard]] std::string rest() const {
    std::string answer;
    char piece[1024];
    for (ssize_t got = 0; (got = recv(socket_, piece, sizeof piece, 0)) > 0;)
      answer.append(piece, static_cast<std::size_t>(got));
    return answer;
  }
  /// One reply of a connection that stays open, as far as it comes at once.
  [[nodiscard]] std::string some() const {
    char piece[4096];
    const ssize_t got = recv(socket_, piece, sizeof piece, 0);
    return {piece, static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
  }

 private:
  int socket_;
};

constexpr HttpLimits kQuick{.header = milliseconds{400},
                            .body = milliseconds{400},
                            .reply = milliseconds{400},
                            .linger = milliseconds{400},
                            .stopping = milliseconds{1'000},
                            .streams = 4,
                            .stream_pause = milliseconds{5},
                            .stream_silence = milliseconds{50},
                            .handlers = 2,
                            .queue = 2};

struct Http : testing::Test {
  std::atomic<bool> hold = false;
  HttpServer server{
      [this](const HttpRequest& in) { return handle(in); },
      [](std::string_view, std::string_view path) { return path == "/small" ? std::size_t{10} : HttpServer::kMaxBody; },
      kQuick};
  std::unique_ptr<httplib::Client> client;
  int port = 0;

  HttpReply handle(const HttpRequest& in) {
    if (in.path == "/throw") throw std::runtime_error("a secret");
    if (in.path == "/none") return {.status = 204};
    if (in.path == "/wait") {
      while (hold) std::this_thread::sleep_for(milliseconds{5});
    }
    if (in.path == "/count") return count_to(in.parameter("end").value_or("") == "never" ? 1'000'000 : 3);
    if (in.path == "/silence") return {.status = 200, .events = [] { return std::optional<std::string>(""); }};
    if (in.path == "/long") return {.body = {}, .content_type = "text/plain", .text = std::string(8u << 20, 'x')};
    return {.body = {{"method", in.method},
                     {"path", in.path},
                     {"q", in.parameter("q").value_or("")},
                     {"auth", std::string(in.header("authorization"))},
                     {"bytes", in.body.size()}}};
  }
  /// "1", nothing, "2", nothing, …
  static HttpReply count_to(int last) {
    HttpReply reply;
    reply.events = [last, now = 0]() mutable -> std::optional<std::string> {
      if (++now > 2 * last) return std::nullopt;
      return now % 2 == 0 ? "" : "data: " + std::to_string(now / 2 + 1) + "\n\n";
    };
    return reply;
  }
  void SetUp() override {
    const auto bound = server.start("127.0.0.1", 0);
    ASSERT_TRUE(bound) << to_string(bound.error());
    port = *bound;
    client = std::make_unique<httplib::Client>("127.0.0.1", port);
  }
  void TearDown() override { hold = false; }
  [[nodiscard]] std::string raw(const std::string& request) const {
    const RawClient one(port);
    EXPECT_TRUE(one.send(request));
    return one.rest();
  }
};

TEST_F(Http, SendsEventsAsTheyComeAndClosesAfterTheLast) {
  const auto answer = client->Get("/count");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->get_header_value("Content-Type"), "text/event-stream");
  EXPECT_EQ(answer->get_header_value("Cache-Control"), "no-store");
  EXPECT_EQ(answer->body, "data: 1\n\ndata: 2\n\ndata: 3\n\n");
  EXPECT_EQ(client->Head("/count")->status, 200);
}

TEST_F(Http, StreamsOfEventsTakeNoHandlerAndAreLimited) {
  std::vector<std::unique_ptr<RawClient>> readers;
  for (std::size_t i = 0; i < kQuick.streams; ++i) {
    readers.push_back(std::make_unique<RawClient>(port));
    ASSERT_TRUE(readers.back()->send("GET /count?end=never HTTP/1.1\r\nHost: h\r\n\r\n"));
    EXPECT_THAT(readers.back()->some(), HasSubstr("200 OK"));
  }
  EXPECT_EQ(client->Get("/x")->status, 200) << "two handlers and four streams";
  EXPECT_EQ(client->Get("/count")->status, 503);
  readers.pop_back();  // its client goes: the next write tells
  EXPECT_TRUE(test::comes_true([&] { return client->Get("/count")->status == 200; }));
  const auto begun = Clock::now();
  server.stop();
  EXPECT_LT(Clock::now() - begun, kQuick.stopping);
}

TEST_F(Http, SendsACommentIntoASilentStreamSoThatNoProxyClosesIt) {
  const RawClient reader(port);
  ASSERT_TRUE(reader.send("GET /silence HTTP/1.1\r\nHost: h\r\n\r\n"));
  EXPECT_THAT(reader.some(), HasSubstr("text/event-stream"));
  EXPECT_EQ(reader.some(), ":\n\n");
}

TEST_F(Http, GivesTheHandlerTheWholeRequestAndAnswersWithJson) {
  const auto answer = client->Get("/a%20b?q=1%2B1%20x", {{"Authorization", "Bearer k"}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->get_header_value("Content-Type"), "application/json");
  EXPECT_EQ(answer->get_header_value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer->get_header_value("Cache-Control"), "no-store");
  EXPECT_EQ(answer->get_header_value("X-Request-Id").size(), 16U);
  EXPECT_EQ(answer->body, R"({"method":"GET","path":"/a b","q":"1+1 x","auth":"Bearer k","bytes":0})"
                          "\n");
  EXPECT_EQ(client->Post("/none", "", "text/plain")->status, 204);
}

TEST_F(Http, AHeadHasTheHeadersOfItsGetAndNoBody) {
  client->set_keep_alive(true);
  const auto head = client->Head("/x");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->get_header_value("Content-Length"), std::to_string(client->Get("/x")->body.size()));
}

TEST_F(Http, AHandlerThatThrowsTellsNothing) {
  const auto answer = client->Get("/throw");
  EXPECT_EQ(answer->status, 500);
  EXPECT_THAT(answer->body, testing::Not(HasSubstr("secret")));
}

TEST_F(Http, RefusesABodyThatIsTooLongByRoute) {
  EXPECT_EQ(client->Post("/in", std::string(HttpServer::kMaxBody, 'x'), "text/plain")->status, 200);
  const auto answer = client->Post("/in", std::string(HttpServer::kMaxBody + 1, 'x'), "text/plain");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 413);
  EXPECT_EQ(client->Post("/small", std::string(10, 'x'), "text/plain")->status, 200);
  EXPECT_EQ(client->Post("/small", std::string(11, 'x'), "text/plain")->status, 413);
  EXPECT_THAT(raw("POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n"),
              HasSubstr(" 413 "));
}

/// As curl -X POST sends it.
TEST_F(Http, APostWithoutALengthHasNoBodyAndIsAnsweredAtOnce) {
  const auto begun = Clock::now();
  const std::string answer = raw("POST /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr(" 200 "));
  EXPECT_THAT(answer, HasSubstr("\"bytes\":0"));
  EXPECT_LT(Clock::now() - begun, kQuick.body);
}

TEST_F(Http, InvitesABodyThatIsHeldBack) {
  const RawClient one(port);
  one.send("POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(one.some(), "HTTP/1.1 100 Continue\r\n\r\n");
  one.send("abc");
  EXPECT_THAT(one.rest(), HasSubstr("\"bytes\":3"));
}

TEST_F(Http, RefusesHeadersThatAreTooLongInAllOrInNumber) {
  httplib::Headers headers;
  for (int i = 0; i < 5; ++i) headers.emplace("X-" + std::to_string(i), std::string(4000, 'x'));
  EXPECT_EQ(client->Get("/x", headers)->status, 431);
  std::string many = "GET /x HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 4000; ++i) many += "a: b\r\n";
  EXPECT_THAT(raw(many + "\r\n"), HasSubstr(" 431 "));
}

TEST_F(Http, RefusesWhatIsNoHttpOrCanBeReadTwoWays) {
  for (const char* bad :
       {"hello\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n"})
    EXPECT_THAT(raw(bad), HasSubstr(" 400 ")) << bad;
}

TEST_F(Http, AnswersRequestsThatComeTogetherInTheirOrder) {
  const std::string both =
      raw("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_LT(both.find("\"/1\""), both.find("\"/2\""));
  EXPECT_NE(both.find("\"/2\""), std::string::npos);
}

/// One byte at a time renews nothing: that is what holds a thread of other servers for ever.
TEST_F(Http, AHeaderThatComesByteByByteIsCutOffAtItsDeadline) {
  const RawClient slow(port);
  const auto begun = Clock::now();
  slow.send("GET /x HTTP/1.1\r\nHost: x\r\nX-Slow: ");
  while (slow.send("a") && Clock::now() - begun < milliseconds{5'000}) std::this_thread::sleep_for(milliseconds{20});
  EXPECT_GT(Clock::now() - begun, kQuick.header - milliseconds{100});
  EXPECT_LT(Clock::now() - begun, kQuick.header * 5);
  EXPECT_EQ(slow.rest(), "");
}

TEST_F(Http, ABodyThatComesByteByByteIsCutOffAtItsDeadline) {
  const RawClient slow(port);
  const auto begun = Clock::now();
  slow.send("POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
  while (slow.send("a") && Clock::now() - begun < milliseconds{5'000}) std::this_thread::sleep_for(milliseconds{20});
  EXPECT_LT(Clock::now() - begun, kQuick.body * 5);
}

TEST_F(Http, AReplyThatIsNotTakenIsDroppedAtItsDeadline) {
  const RawClient slow(port, 4'096);
  slow.send("GET /long HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(kQuick.reply * 3);
  EXPECT_LT(slow.rest().size(), 8u << 20);
}

TEST_F(Http, SlowClientsDoNotHoldUpTheOthers) {
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 300; ++i) {
    slow.push_back(std::make_unique<RawClient>(port, i % 3 == 2 ? 4'096 : 0));
    slow.back()->send(i % 3 == 0   ? "GET /x HTTP/1.1\r\nHost: x\r\nX-Slow: "
                      : i % 3 == 1 ? "POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\na"
                                   : "GET /x HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  // A hundred requests came at once, more than wait: what counts is when they are answered.
  for (auto first = client->Get("/x"); first && first->status == 503; first = client->Get("/x"))
    std::this_thread::sleep_for(milliseconds{10});
  const auto begun = Clock::now();
  for (int i = 0; i < 20; ++i) {
    const auto answer = client->Get("/x");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
  }
  EXPECT_LT(Clock::now() - begun, milliseconds{2'000});
}

TEST_F(Http, WhatIsMoreThanTheQueueHoldsIsToldToComeAgain) {
  hold = true;
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (std::size_t i = 0; i < kQuick.handlers + kQuick.queue; ++i) {
    waiting.push_back(std::make_unique<RawClient>(port));
    waiting.back()->send("GET /wait HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }
  std::this_thread::sleep_for(milliseconds{200});
  const auto refused = client->Get("/x");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 503);
  EXPECT_EQ(refused->get_header_value("Retry-After"), "1");
  hold = false;
  for (const auto& one : waiting) EXPECT_THAT(one->rest(), HasSubstr(" 200 "));
  EXPECT_EQ(client->Get("/x")->status, 200);
}

TEST_F(Http, SaysThatAnAddressIsTaken) {
  HttpServer second([](const HttpRequest&) { return HttpReply{}; });
  const auto bound = second.start("127.0.0.1", port);
  ASSERT_FALSE(bound);
  EXPECT_EQ(bound.error().code, Errc::kIo);
}

TEST_F(Http, StopsAndMayBeStoppedTwice) {
  server.stop();
  server.stop();
  EXPECT_FALSE(client->Get("/x"));
}

TEST_F(Http, StoppingSendsTheReplyUnderWayAndClosesIdleConnectionsAtOnce) {
  const RawClient idle(port);
  hold = true;
  const RawClient busy(port);
  busy.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(milliseconds{100});
  std::thread stopping([this] { server.stop(); });
  EXPECT_EQ(idle.rest(), "");
  hold = false;
  EXPECT_THAT(busy.rest(), HasSubstr(" 200 "));
  stopping.join();
}

TEST_F(Http, StoppingWaitsForAClientThatReadsNothingNoLongerThanItsTime) {
  const RawClient slow(port, 4'096);
  slow.send("GET /long HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(milliseconds{100});
  const auto begun = Clock::now();
  server.stop();
  EXPECT_LT(Clock::now() - begun, kQuick.stopping + milliseconds{1'000});
}

TEST(HttpConnections, AreCountedInAllAndForEachAddress) {
  ConnectionCount count(4, 2);
  EXPECT_TRUE(count.enter("a"));
  EXPECT_TRUE(count.enter("a"));
  EXPECT_FALSE(count.enter("a"));
  EXPECT_TRUE(count.enter("b"));
  EXPECT_TRUE(count.enter(""));
  EXPECT_FALSE(count.enter("")) << "in all";
  count.leave("a");
  EXPECT_TRUE(count.enter("a"));
  EXPECT_EQ(count.open(), 4U);
}

TEST(HttpConnections, BeyondTheTotalAreClosedAtOnce) {
  HttpLimits limits = kQuick;
  limits.connections = 2;
  HttpServer server([](const HttpRequest&) { return HttpReply{}; },
                    [](std::string_view, std::string_view) { return std::size_t{0}; }, limits);
  const int port = *server.start("127.0.0.1", 0);
  const RawClient first(port), second(port);
  std::this_thread::sleep_for(milliseconds{50});
  const auto begun = Clock::now();
  EXPECT_EQ(RawClient(port).rest(), "");
  EXPECT_LT(Clock::now() - begun, milliseconds{200});
}

TEST(HttpTarget, IsDecodedOnce) {
  const auto target = parse_target("/a%2520b?x=%26&y&z=a=b&&");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a%20b");
  EXPECT_EQ(target->query, (Pairs{{"x", "&"}, {"y", ""}, {"z", "a=b"}}));
  using namespace std::string_view_literals;
  for (const auto bad :
       {""sv, "a"sv, "*"sv, "/%"sv, "/%4"sv, "/%4g"sv, "/a%2fb"sv, "/?%00=1"sv, "/?a=%"sv, "/a\0b"sv, "/?a\0"sv})
    EXPECT_FALSE(parse_target(bad)) << bad;
}

TEST(HttpErrors, TheStatusFollowsFromTheCode) {
  EXPECT_EQ(error_reply(Error{Errc::kSyncInProgress, "m", "w", "h"}).status, 409);
  EXPECT_EQ(error_reply(Error{Errc::kLabelConflict, "m", "w", "h"}).status, 409);
  EXPECT_EQ(error_reply(Error{Errc::kForbidden, "m", "w", "h"}).status, 403);
  EXPECT_EQ(error_reply(Error{Errc::kStoreUnavailable, "m", "w", "h"}).status, 503);
  const HttpReply reply = error_reply(Error{Errc::kLabelNotFound, "message", "where", "hint"});
  EXPECT_EQ(reply.content_type, "application/problem+json");
  EXPECT_EQ(reply.body.dump(),
            R"({"type":"/problems/LABEL_NOT_FOUND","title":"The label does not exist in the mailbox","status":409,)"
            R"("detail":"message","code":"LABEL_NOT_FOUND","hint":"hint",)"
            R"("error":{"code":"LABEL_NOT_FOUND","message":"message","where":"where","hint":"hint"}})");
}

TEST(HttpErrors, EachCodeHasOneStatus) {
  for (const ProblemCode& one : problem_codes()) {
    EXPECT_EQ(find_problem(one.code), &one) << one.code;
    EXPECT_TRUE(one.status >= 400 && one.status < 600) << one.code;
  }
}

}  // namespace
}  // namespace connections::server
