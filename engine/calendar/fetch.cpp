#include "calendar/fetch.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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

/// Opened without waiting: the other end of a pipe may never come.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& file)
      : descriptor_(open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

 private:
  int descriptor_;
};

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
  const auto unreadable = [&](std::string_view why) {
    return fail(Errc::kIo, fmt::format("The feed {} cannot be read: {}", file.string(), why), file.string());
  };
  const OpenFile open(file);
  struct stat status {};
  if (open.descriptor() < 0 || fstat(open.descriptor(), &status) != 0)
    return unreadable(std::generic_category().message(errno));
  if (!S_ISREG(status.st_mode)) return unreadable("it is not a regular file");
  std::string bytes(kMaxFeedBytes + 1, '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t got = read(open.descriptor(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(std::generic_category().message(errno));
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.resize(size);
  if (bytes.size() > kMaxFeedBytes)
    return fail(Errc::kLimitExceeded, fmt::format("The feed is larger than {} bytes", kMaxFeedBytes), file.string());
  return bytes;
}

}  // namespace connections::calendar
