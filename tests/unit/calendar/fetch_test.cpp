#include "calendar/fetch.h"

#include <sys/stat.h>

#include "calendar/listing_address.h"

#include "calendar/limits.h"
#include "support/files.h"
#include "support/web_server.h"

namespace connections::calendar {
namespace {

using testing::HasSubstr;
using testing::Not;

class FetchTest : public testing::Test {
 protected:
  FetchTest() {
    web_.server.Get("/feed", [](const auto& in, auto& out) {
      if (in.get_header_value("If-None-Match") == "\"1\"") {
        out.status = 304;
        return;
      }
      out.set_header("ETag", "\"1\"");
      out.set_header("Last-Modified", "Mon, 01 Jun 2026 00:00:00 GMT");
      out.set_content("BEGIN:VCALENDAR", "text/calendar");
    });
    web_.server.Get("/large",
                    [](const auto&, auto& out) { out.set_content(std::string(kMaxFeedBytes + 1, 'x'), "a/b"); });
    web_.start();
  }
  Result<FetchedFeed> fetch(const std::string& path, const Validators& validators = {}) {
    return fetch_feed(client_, web_.url(path), validators,
                      {.addresses = net::AddressPolicy::kAllowPrivate, .allow_http = true});
  }

  connections::test::WebServer web_;
  net::HttpClient client_;
};

TEST_F(FetchTest, GivesTheFeedAndWhatToAskWithNextTime) {
  const auto first = fetch("/feed");
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->ics, "BEGIN:VCALENDAR");
  EXPECT_EQ(first->validators.etag, "\"1\"");
  const auto second = fetch("/feed", first->validators);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_TRUE(second->not_modified);
  EXPECT_EQ(second->validators.last_modified, "Mon, 01 Jun 2026 00:00:00 GMT");
}

TEST_F(FetchTest, AnotherStatusIsAnErrorThatDoesNotTellTheUrl) {
  const auto got = fetch("/gone?t=secret");
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, Errc::kFeedInvalid);
  EXPECT_THAT(got.error().message, HasSubstr("404"));
  EXPECT_THAT(to_string(got.error()), Not(HasSubstr("secret")));
}

TEST_F(FetchTest, AFeedAboveTheLimitIsRefused) {
  const auto got = fetch("/large");
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, Errc::kLimitExceeded);
}

TEST_F(FetchTest, PrivateAddressesAndPlainHttpAreRefusedUnlessAskedFor) {
  for (const std::string& url : {web_.url("/feed"), std::string("webcal://127.0.0.1/feed")}) {
    const auto got = fetch_feed(client_, url);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, Errc::kAddressForbidden);
  }
}

TEST(FeedFile, IsReadWhole) {
  const connections::test::TempFolder folder;
  connections::test::write_file(folder.path() / "a.ics", "BEGIN:VCALENDAR\r\n");
  EXPECT_EQ(read_feed_file(folder.path() / "a.ics").value(), "BEGIN:VCALENDAR\r\n");
}

TEST(FeedFile, ThatIsMissingAFolderOrTooLargeIsAnError) {
  const connections::test::TempFolder folder;
  EXPECT_EQ(read_feed_file(folder.path() / "none.ics").error().code, Errc::kIo);
  EXPECT_EQ(read_feed_file(folder.path()).error().code, Errc::kIo);
  connections::test::write_file(folder.path() / "a.ics", std::string(kMaxFeedBytes + 1, 'x'));
  EXPECT_EQ(read_feed_file(folder.path() / "a.ics").error().code, Errc::kLimitExceeded);
}

TEST(FeedFile, ThatIsAPipeOrADeviceIsRefusedWithoutWaiting) {
  const connections::test::TempFolder folder;
  ASSERT_EQ(mkfifo((folder.path() / "pipe.ics").c_str(), 0600), 0);
  EXPECT_EQ(read_feed_file(folder.path() / "pipe.ics").error().code, Errc::kIo);
  EXPECT_EQ(read_feed_file("/dev/zero").error().code, Errc::kIo);
}

TEST(FeedAddress, SaysTheListingOnAirbnb) {
  EXPECT_EQ(listing_of_address("https://www.airbnb.co.uk/calendar/ical/9912345.ics?s=abc"), "9912345");
  for (const char* url : {"https://www.airbnb.com/calendar/ical/.ics", "https://www.airbnb.com/calendar/ical/12a.ics",
                          "https://ical.booking.example/v1/export?t=1-2-3", "/calendar/ical/9912345.ics"})
    EXPECT_FALSE(listing_of_address(url)) << url;
}

}  // namespace
}  // namespace connections::calendar
