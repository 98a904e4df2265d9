#pragma once

#include "model/error.h"
#include "net/http_client.h"

namespace connections::net {

/// Whether a request may be sent at all: a line break in a header would start another header, or another request.
/// Errors: kInvalidArgument.
[[nodiscard]] Result<void> check(const Request& request);

[[nodiscard]] bool is_redirect(const Response& response);

/// Changes the request, which has followed `hops` redirects already, into the one the redirect asks for. Credentials do
/// not follow to another origin, a body never does. Errors: kNetworkFailed.
[[nodiscard]] Result<void> follow(Request& request, const Response& response, int hops);

}  // namespace connections::net
