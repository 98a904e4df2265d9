#pragma once

#include <optional>
#include <string>

#include "server/api/api.h"
#include "store/access/api_key_store.h"

/// The links that let a browser without an API key connect one mailbox: short-lived, for one connection, on behalf of
/// the key that made them. Nothing of them is stored: the link is sealed with the master key.
namespace connections::server {

inline constexpr std::chrono::minutes kStartLinkLife{10};

/// The value of ?link=. `caller` must be an owner's key.
[[nodiscard]] Result<std::string> make_start_link(const Api& api, const store::KeyGrant& caller,
                                                  const ConnectionId& connection);
/// Whose link it is; nothing if it is altered, over, of another connection, or its key was revoked.
[[nodiscard]] Result<std::optional<store::KeyGrant>> open_start_link(const Api& api, const std::string& link,
                                                                     const std::string& connection);

}  // namespace connections::server
