#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/error.h"

namespace connections::net {

/// The host of a URL, for errors and logs: the rest may be a secret. Empty if it is not a URL.
[[nodiscard]] std::string host_of(const std::string& url);

/// Scheme, host and port: where credentials may be sent. Empty if it is not a URL.
[[nodiscard]] std::string origin_of(const std::string& url);

/// The URL in the one form that is sent. Errors: kInvalidArgument (not a URL), kAddressForbidden (a scheme other
/// than https, or http where that is allowed).
[[nodiscard]] Result<std::string> checked_url(const std::string& url, bool allow_http);

/// Whether the URL's host is this machine by its own name for itself: localhost, 127.0.0.0/8 or [::1]. Plain http may
/// be allowed there.
[[nodiscard]] bool is_loopback(const std::string& url);

/// Text as one path segment or query value: everything but letters, digits and "-._~" as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// The absolute URL of a Location header, which may be relative; nothing if it is invalid.
[[nodiscard]] std::optional<std::string> resolve(const std::string& base, const std::string& location);

}  // namespace connections::net
