#pragma once

#include <optional>
#include <string>

#include "model/error.h"

namespace connections::net {

/// The host of a URL, for errors and logs: the rest may be a secret. Empty if it is no URL.
[[nodiscard]] std::string host_of(const std::string& url);

/// Scheme, host and port: where credentials may go. Empty if it is no URL.
[[nodiscard]] std::string origin_of(const std::string& url);

/// The URL in the one form that is sent. Errors: kInvalidArgument (no URL), kAddressForbidden (a scheme other
/// than https, or http where that is allowed).
[[nodiscard]] Result<std::string> checked_url(const std::string& url, bool allow_http);

/// Where a Location header leads, relative ones too; nothing if it leads nowhere.
[[nodiscard]] std::optional<std::string> resolve(const std::string& base, const std::string& location);

}  // namespace connections::net
