#pragma once

#include <filesystem>
#include <string>

#include "model/error.h"
#include "net/http_client.h"

namespace connections::calendar {

/// What an earlier fetch left behind, so that an unchanged feed need not be sent again. Both may be empty.
struct Validators {
  std::string etag;
  std::string last_modified;
};

struct FetchedFeed {
  bool not_modified = false;  ///< 304: `ics` is empty, the feed is as it was
  std::string ics;
  Validators validators;  ///< to keep for the next fetch
};

/// Where feeds may come from.
struct FetchPolicy {
  net::AddressPolicy addresses = net::AddressPolicy::kPublicOnly;
  bool allow_http = false;
};

/// Fetches a feed over https ("webcal://" means https too). The URL is a secret: errors name the host only.
/// Errors: kNetworkFailed, kAddressForbidden, kLimitExceeded, kInvalidArgument, kFeedInvalid (a status that is
/// neither 200 nor 304). May block up to 60 s; any thread.
[[nodiscard]] Result<FetchedFeed> fetch_feed(net::HttpClient& client, const std::string& url,
                                             const Validators& validators = {}, const FetchPolicy& policy = {});

/// Reads a feed from a regular file; a pipe, device or folder is refused without waiting for it. Errors: kIo,
/// kLimitExceeded.
[[nodiscard]] Result<std::string> read_feed_file(const std::filesystem::path& file);

}  // namespace connections::calendar
