#pragma once

#include <chrono>
#include <string>

#include "net/curl_handle.h"
#include "net/http_client.h"

namespace connections::net {

/// One request and its answer, without following redirects. `request.url` has passed checked_url.
[[nodiscard]] Result<Response> transfer(CURL* curl, const Request& request, std::chrono::milliseconds time_left);

}  // namespace connections::net
