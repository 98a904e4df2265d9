#include "account/feed_address.h"

#include "secrets/digest.h"

namespace connections::account {
namespace {

/// Bound to the address's own digest, which the row is found by: copied to another row, it does not open.
secrets::SecretPlace place_of(const WorkspaceId& workspace, const std::string& hash) {
  return {.workspace = workspace, .connection = {hash}, .purpose = secrets::Purpose::kFeedUrl};
}

}  // namespace

bool is_feed_url(const std::string& place) { return place.find("://") != std::string::npos; }

std::string feed_address_hash(const std::string& place) { return secrets::sha256_hex(place); }

std::string masked_feed_address(const std::string& place) {
  const auto scheme = place.find("://");
  if (scheme == std::string::npos) return place;
  const auto host = place.find_first_of("/?#", scheme + 3);
  std::string authority = place.substr(scheme + 3, host == std::string::npos ? host : host - scheme - 3);
  if (const auto at = authority.rfind('@'); at != std::string::npos) authority = authority.substr(at + 1);
  return place.substr(0, scheme + 3) + authority + "/…";
}

Result<FeedAddress> seal_feed_address(secrets::Vault& vault, const WorkspaceId& workspace, const std::string& place,
                                      Instant now) {
  FeedAddress address{.stored = place, .hash = feed_address_hash(place), .shown = masked_feed_address(place)};
  if (is_feed_url(place)) address.stored = TRY(vault.seal(place, place_of(workspace, address.hash), now));
  return address;
}

Result<std::string> open_feed_address(secrets::Vault& vault, const WorkspaceId& workspace, const store::Feed& feed) {
  if (secrets::key_id_of(feed.url).empty()) return feed.url;  // a path, or a URL from before they were sealed
  return vault.open(feed.url, place_of(workspace, feed.url_hash));
}

}  // namespace connections::account
