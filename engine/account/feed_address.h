#pragma once

#include <string>

#include "model/ids.h"
#include "secrets/vault.h"
#include "store/feeds/feed_store.h"

/// A feed's URL is a secret: anyone who has it can read the calendar. It is stored encrypted, looked up by its hash and
/// shown masked. A local path is not a secret and is stored in plain text.
namespace connections::account {

/// What is stored of an address. Errors: those of Vault.
struct FeedAddress {
  std::string stored;  ///< sealed, or the path
  std::string hash;    ///< by which it is found
  std::string shown;   ///< "https://www.airbnb.com/…", or the path
};
[[nodiscard]] Result<FeedAddress> seal_feed_address(secrets::Vault& vault, const WorkspaceId& workspace,
                                                    const std::string& place, Instant now);
/// By which an address is found.
[[nodiscard]] std::string feed_address_hash(const std::string& place);
/// The address as it was typed. Errors: kSecretUnreadable.
[[nodiscard]] Result<std::string> open_feed_address(secrets::Vault& vault, const WorkspaceId& workspace,
                                                    const store::Feed& feed);
/// Whether the place is a URL, and so a secret.
[[nodiscard]] bool is_feed_url(const std::string& place);
/// The address without its secret: scheme and host.
[[nodiscard]] std::string masked_feed_address(const std::string& place);

}  // namespace connections::account
