#include "calendar/fetch.h"

#include <fstream>

#include <fmt/format.h>

#include "calendar/limits.h"
#include "net/url.h"

namespace connections::calendar {
namespace {

constexpr std::string_view kWebcal = "webcal://";

std::string with_https(const std::string& url) {
  return url.starts_with(kWebcal) ? "https://" + url.substr(kWebcal.size()) : url;
}

net::Request request_for(const std::string& url, const Validators& validators, const FetchPolicy& policy) {
  net::Request request;
  request.url = with_https(url);
  request.headers = {{"Accept", "text/calendar, text/plain;q=0.5, */*;q=0.1"}};
  if (!validators.etag.empty()) request.headers.push_back({"If-None-Match", validators.etag});
  if (!validators.last_modified.empty()) request.headers.push_back({"If-Modified-Since", validators.last_modified});
  request.max_bytes = kMaxFeedBytes;
  request.addresses = policy.addresses;
  request.allow_http = policy.allow_http;
  return request;
}

std::string header_or(const net::Response& response, std::string_view name, const std::string& otherwise) {
  const auto value = response.header(name);
  return value ? std::string(*value) : otherwise;
}

}  // namespace

Result<FetchedFeed> fetch_feed(net::HttpClient& client, const std::string& url, const Validators& validators,
                               const FetchPolicy& policy) {
  auto response = TRY(client.send(request_for(url, validators, policy)));
  FetchedFeed feed;
  if (response.status == 304) {
    feed.not_modified = true;
    feed.validators = {header_or(response, "ETag", validators.etag),
                       header_or(response, "Last-Modified", validators.last_modified)};
    return feed;
  }
  if (response.status != 200)
    return fail(Errc::kFeedInvalid, fmt::format("The feed's address answers with status {}", response.status),
                net::host_of(response.url), "nothing was changed; copy the calendar's link from the platform again");
  feed.validators = {header_or(response, "ETag", ""), header_or(response, "Last-Modified", "")};
  feed.ics = std::move(response.body);
  return feed;
}

Result<std::string> read_feed_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file))
    return fail(Errc::kIo, fmt::format("The feed {} cannot be read", file.string()), file.string());
  std::string bytes(kMaxFeedBytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad()) return fail(Errc::kIo, fmt::format("The feed {} cannot be read", file.string()), file.string());
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.size() > kMaxFeedBytes)
    return fail(Errc::kLimitExceeded, fmt::format("The feed is larger than {} bytes", kMaxFeedBytes), file.string());
  return bytes;
}

}  // namespace connections::calendar
