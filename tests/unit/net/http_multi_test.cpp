#include "net/http_multi.h"

#include <atomic>
#include <set>

#include "net/url.h"
#include "support/web_server.h"

namespace connections::net {
namespace {

using connections::test::WebServer;
using std::chrono::milliseconds;
using testing::HasSubstr;

class HttpFlightTest : public testing::Test {
 protected:
  HttpFlightTest() {
    web_.server.new_task_queue = [] { return new httplib::ThreadPool(64); };
    web_.server.set_keep_alive_max_count(1000);
    web_.server.Get("/n/(\\d+)", [](const auto& in, auto& out) { out.set_content(in.matches[1], "text/plain"); });
    web_.server.Get("/late/(\\d+)", [this](const auto& in, auto& out) {
      const int now = ++under_way_;
      most_ = std::max(most_.load(), now);
      std::this_thread::sleep_for(milliseconds(std::stoi(in.matches[1])));
      --under_way_;
      out.set_content("late", "text/plain");
    });
    web_.server.Get("/to", [](const auto& in, auto& out) { out.set_redirect(in.get_param_value("url")); });
    web_.server.Get("/loop", [](const auto&, auto& out) { out.set_redirect("/loop"); });
    web_.server.Get("/big", [](const auto&, auto& out) { out.set_content(std::string(5000, 'x'), "text/plain"); });
    web_.server.Get("/cut", [](const auto&, auto& out) {
      out.set_content_provider(1000, "text/plain", [](std::size_t offset, std::size_t, httplib::DataSink& sink) {
        return offset == 0 && sink.write("half", 4);
      });
    });
    web_.start();
  }
  Request request(const std::string& path) const {
    Request one;
    one.url = web_.url(path);
    one.allow_http = true;
    one.addresses = AddressPolicy::kAllowPrivate;
    return one;
  }
  Result<Response> only(Request one) {
    const auto ticket = multi_.start(std::move(one));
    if (!ticket) return std::unexpected(ticket.error());
    for (;;)
      for (Completion& landed : multi_.wait(milliseconds(5000))) return std::move(landed.response);
  }

  std::atomic<int> under_way_ = 0, most_ = 0;
  WebServer web_;
  HttpMulti multi_{AddressPolicy::kAllowPrivate};
};

TEST_F(HttpFlightTest, EveryTicketLandsOnceWithItsOwnAnswer) {
  std::map<Ticket, std::string> expected;
  for (int i = 0; i < 40; ++i) {
    const auto ticket = multi_.start(request("/n/" + std::to_string(i)));
    ASSERT_TRUE(ticket) << to_string(ticket.error());
    EXPECT_TRUE(expected.emplace(*ticket, std::to_string(i)).second);
  }
  EXPECT_EQ(multi_.in_flight(), 40u);
  while (multi_.in_flight() > 0)
    for (const Completion& one : multi_.wait(milliseconds(5000))) {
      ASSERT_TRUE(one.response) << to_string(one.response.error());
      EXPECT_EQ(one.response->body, expected.at(one.ticket));
      expected.erase(one.ticket);
    }
  EXPECT_TRUE(expected.empty());
  EXPECT_TRUE(multi_.wait(milliseconds(5000)).empty());
}

TEST_F(HttpFlightTest, RequestsAreUnderWayAtOnce) {
  for (int i = 0; i < 8; ++i) ASSERT_TRUE(multi_.start(request("/late/300")));
  while (multi_.in_flight() > 0) (void)multi_.wait(milliseconds(5000));
  EXPECT_GE(most_, 4);
}

TEST_F(HttpFlightTest, AWaitEndsWhenItsTimeIsOver) {
  ASSERT_TRUE(multi_.start(request("/late/1000")));
  EXPECT_TRUE(multi_.wait(milliseconds(20)).empty());
  EXPECT_EQ(multi_.in_flight(), 1u);
}

TEST_F(HttpFlightTest, ASlowOneDoesNotHoldUpTheOthers) {
  ASSERT_TRUE(only(request("/n/1")));
  const auto slow = multi_.start(request("/late/1500"));
  const auto fast = multi_.start(request("/n/2"));
  ASSERT_TRUE(slow && fast);
  const auto landed = multi_.wait(milliseconds(5000));
  ASSERT_EQ(landed.size(), 1u);
  EXPECT_EQ(landed[0].ticket, *fast);
}

TEST_F(HttpFlightTest, HasTheGuardsOfTheClient) {
  Request one = request("/n/1");
  one.allow_http = false;
  EXPECT_EQ(multi_.start(one).error().code, Errc::kAddressForbidden);
  one = request("/n/1");
  one.headers = {{"X", "a\r\nY: b"}};
  EXPECT_EQ(multi_.start(one).error().code, Errc::kInvalidArgument);
  one = request("/n/1");
  one.addresses = AddressPolicy::kPublicOnly;
  EXPECT_EQ(multi_.start(one).error().code, Errc::kInvalidArgument);
  HttpMulti strict(AddressPolicy::kPublicOnly);
  ASSERT_TRUE(strict.start(one));
  const auto landed = strict.wait(milliseconds(5000));
  ASSERT_EQ(landed.size(), 1u);
  EXPECT_EQ(landed[0].response.error().code, Errc::kAddressForbidden);
}

TEST_F(HttpFlightTest, HasTheCapsOfTheClient) {
  Request one = request("/big");
  one.max_bytes = 4999;
  EXPECT_EQ(only(one).error().code, Errc::kLimitExceeded);
  one = request("/late/3000");
  one.total_timeout = milliseconds(100);
  EXPECT_EQ(only(one).error().code, Errc::kNetworkFailed);
}

TEST_F(HttpFlightTest, FollowsRedirectsAndStopsWhenTheyDoNotEnd) {
  EXPECT_EQ(only(request("/to?url=/n/7"))->body, "7");
  EXPECT_THAT(only(request("/loop")).error().message, HasSubstr("more than 5 redirects"));
  EXPECT_EQ(only(request("/to?url=file:///etc/hostname")).error().code, Errc::kAddressForbidden);
}

TEST_F(HttpFlightTest, ACutAnswerIsAnErrorAndTheNextIsWhole) {
  EXPECT_EQ(only(request("/cut")).error().code, Errc::kNetworkFailed);
  EXPECT_EQ(only(request("/n/8"))->body, "8");
}

TEST_F(HttpFlightTest, EndingAFlightDropsWhatIsUnderWay) {
  HttpMulti other(AddressPolicy::kAllowPrivate);
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(other.start(request("/late/50")));
  (void)other.wait(milliseconds(5));
}

TEST(Url, KnowsItsOwnMachine) {
  for (const char* url : {"http://localhost:1/x", "http://127.0.0.1", "http://127.9.9.9:80/", "http://[::1]:8080/"})
    EXPECT_TRUE(is_loopback(url)) << url;
  for (const char* url : {"http://example.com", "http://10.0.0.1", "http://127.0.0.1.example.com", "nonsense", ""})
    EXPECT_FALSE(is_loopback(url)) << url;
}

TEST(Url, EncodesWhatMeansSomethingInAUrl) {
  EXPECT_EQ(percent_encoded("Label_5-a.b~c"), "Label_5-a.b~c");
  EXPECT_EQ(percent_encoded("a b/c?d&e=%\n\xC3\xA9"), "a%20b%2Fc%3Fd%26e%3D%25%0A%C3%A9");
}

}  // namespace
}  // namespace connections::net
